-- The only rounding in the house: half to even (GB/T 8170) of a quotient of integers, den > 0.
create macro half_even_positive(num, den) as
    num // den
    + case
        when 2 * (num % den) > den then 1
        when 2 * (num % den) = den and (num // den) % 2 = 1 then 1
        else 0
    end;

create macro half_even(num, den) as
    case when num < 0 then -half_even_positive(-num, den) else half_even_positive(num, den) end;

-- num / den rounded half to even to a whole number of steps: the result has the unit of num / den.
create macro rounded_to(num, den, step) as half_even(num, den * step) * step;
