/* decimal.c: see decimal.h. */
#include "decimal.h"

enum { DECIMAL_DIGITS = 18 };

/* The digit at p and its bytes; -1: none. */
static int decimal_digit(const uint8_t *p, const uint8_t *end, size_t *size)
{
    if (p < end && *p >= '0' && *p <= '9') {
        *size = 1;
        return *p - '0';
    }
    if (end - p >= 3 && p[0] == 0xef && p[1] == 0xbc && p[2] >= 0x90 && p[2] <= 0x99) {
        *size = 3;
        return p[2] - 0x90;
    }
    return -1;
}

/* ASCII c or its full-width form U+FF00 + (c - 0x20). */
static size_t decimal_sign(const uint8_t *p, const uint8_t *end, char c)
{
    if (p < end && *p == (uint8_t)c) return 1;
    return end - p >= 3 && p[0] == 0xef && p[1] == 0xbc && p[2] == (uint8_t)(c + 0x60) ? 3 : 0;
}

size_t gk_read_decimal(const uint8_t *text, size_t size, gknb_decimal *out)
{
    const uint8_t *p = text, *end = text + size;
    size_t n, next;
    int digit, negative = 0, count = 0, scale = 0, point = 0;
    int64_t value = 0;
    if (size == 1 && *p >= '0' && *p <= '9') { /* most cells of most reports */
        out->digits = *p - '0';
        out->scale = 0;
        return 1;
    }
    if ((n = decimal_sign(p, end, '+'))) {
        p += n;
    } else if ((n = decimal_sign(p, end, '-')) || (end - p >= 3 && p[0] == 0xe2 && p[1] == 0x88 && p[2] == 0x92)) {
        p += n ? n : 3; /* U+2212 */
        negative = 1;
    }
    if (decimal_digit(p, end, &n) < 0) return 0;
    while (p < end) {
        if ((digit = decimal_digit(p, end, &n)) >= 0) {
            if (count == DECIMAL_DIGITS) return 0;
            value = value * 10 + digit;
            count += value != 0;
            scale += point;
        } else if (!point && (n = decimal_sign(p, end, '.')) && decimal_digit(p + n, end, &next) >= 0) {
            point = 1;
        } else if (point || !(n = decimal_sign(p, end, ',')) || decimal_digit(p + n, end, &next) < 0) {
            break;
        }
        p += n;
    }
    if (scale > DECIMAL_DIGITS) return 0;
    out->digits = negative ? -value : value;
    out->scale = (uint8_t)scale;
    return (size_t)(p - text);
}

int gk_shift_decimal(gknb_decimal value, int shift, gknb_decimal *out)
{
    for (; shift > 0; shift--) {
        if (value.scale) {
            value.scale--;
        } else {
            if (value.digits > INT64_MAX / 10 || value.digits < -(INT64_MAX / 10)) return 0;
            value.digits *= 10;
        }
    }
    if (shift < -30 || value.scale - shift > 30) return 0;
    value.scale = (uint8_t)(value.scale - shift);
    while (value.scale && value.digits % 10 == 0) {
        value.digits /= 10;
        value.scale--;
    }
    *out = value;
    return 1;
}

/* The same number with more decimals. */
static int decimal_rescale(gknb_decimal *value, uint8_t scale)
{
    while (value->scale < scale) {
        if (value->digits > INT64_MAX / 10 || value->digits < -(INT64_MAX / 10)) return 0;
        value->digits *= 10;
        value->scale++;
    }
    return 1;
}

int gk_add_decimal(gknb_decimal *sum, gknb_decimal value)
{
    if (!decimal_rescale(sum, value.scale) || !decimal_rescale(&value, sum->scale)) return 0;
    if (value.digits > 0 ? sum->digits > INT64_MAX - value.digits : sum->digits < -INT64_MAX - value.digits) return 0;
    sum->digits += value.digits;
    return 1;
}

int gk_subtract_decimal(gknb_decimal a, gknb_decimal b, gknb_decimal *out)
{
    b.digits = -b.digits;
    *out = a;
    return gk_add_decimal(out, b);
}

size_t gknb_format_decimal(gknb_decimal value, char *out)
{
    char reversed[32];
    size_t n = 0, size = 0;
    uint64_t digits = value.digits < 0 ? 0u - (uint64_t)value.digits : (uint64_t)value.digits;
    do {
        reversed[n++] = (char)('0' + digits % 10);
        digits /= 10;
        if (n == value.scale) reversed[n++] = '.';
    } while ((digits || n <= value.scale) && n < sizeof reversed);
    if (n && reversed[n - 1] == '.') reversed[n++] = '0';
    if (value.digits < 0) out[size++] = '-';
    while (n) out[size++] = reversed[--n];
    out[size] = 0;
    return size;
}
