"""City (城市): a year of days and months of one city, against its targets."""

from airtrack.ui import cache, explaining, frame, stage
from airtrack.ui.city import parts as city_page
from airtrack.ui.city import published
from airtrack.ui.pickers import CityAsk

now, ask, answer = stage.of(CityAsk)
screen = cache.city_screen(now, ask)
offered = explaining.of_city(now, ask)
city_page.answer(now, ask, screen, answer)
city_page.target(now, ask, screen, cache.city_season(now, ask), offered)
city_page.days(now, ask, screen, offered)
city_page.beside(now, ask, screen, offered)
city_page.months(now, ask, screen, offered)
city_page.duties(now, ask, offered)
city_page.ledger(now, ask, screen)
published.beside_computed(now, ask, screen.published)
explaining.card(now, offered)
frame.how(now, city_page.STATEMENTS)
frame.footer(now, edition=screen.edition, basis=screen.basis)
