"""What a script in the page finds on it, for tests that open many pages."""

from __future__ import annotations

import re

LOOKS_LIKE_CHINESE = re.compile(r"[\u4e00-\u9fff]")

LOOK = """() => {
    const all = (query, root = document) => [...root.querySelectorAll(query)];
    const id = name => `[data-testid=${name}]`;
    const text = item => (item?.innerText ?? '').trim();
    const inSight = item => item.getClientRects().length > 0;
    const scrolls = item => ['auto', 'scroll', 'hidden', 'clip'].includes(
        getComputedStyle(item).overflowX);
    const isInside = (item, test) => {
        for (let up = item.parentElement; up && up.id !== 'root'; up = up.parentElement) {
            if (test(up)) return true;
        }
        return false;
    };
    const main = document.querySelector(id('stMain'));
    const beyond = all('*', main).filter(item => {
        // buttons of a table that appear above it where a pointer is
        if (item.closest('[data-testid=stElementToolbar]')) return false;
        const box = item.getBoundingClientRect();
        const isWide = box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
        // what scrolls or is cut inside itself is not wider than the page; the page itself counts
        return isWide && !isInside(item, up => main.contains(up) && up !== main && scrolls(up));
    });
    const figures = all(id('stPlotlyChart'), main);
    const words = item => [item, ...all('[aria-label], [role=img]', item)]
        .map(one => one.getAttribute('aria-label') ?? '').join('');
    return {
        exceptions: all(id('stException')).length,
        errors: all(`${id('stAlertContentError')}`).length,
        incidents: all(id('stAlert')).map(text)
            .filter(said => /出错了|Something went wrong/.test(said)),
        alerts: all(id('stAlert')).map(text),
        width: document.documentElement.scrollWidth,
        beyond: beyond.slice(0, 3).map(item => `${item.tagName} ${item.className}`.slice(0, 90)),
        title: text(document.querySelector('h1')),
        sentence: text(main.querySelector('h2')),
        labels: ['stWidgetLabel', 'stTab', 'stDownloadButton'].map(id).concat('h1', 'summary')
            .flatMap(query => all(query, main))
            // the fold on a phone says what is picked, a clause its number: both are names
            .filter(item => inSight(item)
                && !item.closest('.st-key-fold, [class*="st-key-clause_"]'))
            .map(text).filter(said => said),
        figures: figures.length,
        mute: figures.filter(item => words(item).trim().length < 8).length,
        pictures: all('img:not([alt])', main).length,
        badges: all('.stMarkdownBadge', main).filter(item => !/\\p{L}/u.test(text(item))).length,
    };
}"""
