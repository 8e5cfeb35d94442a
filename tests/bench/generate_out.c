/*
 * generate_out.c - syslog lines with their stamps; the stamp of a second is made once.
 */
#include "generate_out.h"

#include <stdio.h>
#include <stdlib.h>

void out_open(struct out *out, const char *host, enum stamp_form form,
              int32_t offset_seconds)
{
    int32_t minutes = abs(offset_seconds) / 60 % 6000;

    *out = (struct out){.host = host,
                        .form = form,
                        .offset_seconds = offset_seconds,
                        .second = INT64_MIN};
    snprintf(out->zone, sizeof out->zone, "%c%02u:%02u", offset_seconds < 0 ? '-' : '+',
             (unsigned)minutes / 60 % 100, (unsigned)minutes % 60);
    out->bytes = malloc(OUT_BYTES);
    if (!out->bytes)
        abort();
}

static void out_flush(struct out *out)
{
    if (fwrite(out->bytes, 1, out->used, stdout) != out->used)
        out->failed = true;
    out->used = 0;
}

void out_reserve(struct out *out)
{
    if (out->used > OUT_BYTES - OUT_LINE_BYTES)
        out_flush(out);
}

bool out_close(struct out *out)
{
    out_flush(out);
    free(out->bytes);
    return fflush(stdout) == 0 && !out->failed;
}

void put_digits(struct out *out, uint64_t number, unsigned width)
{
    for (unsigned i = width; i-- > 0; number /= 10)
        out->bytes[out->used + i] = (char)('0' + number % 10);
    out->used += width;
}

void put_number(struct out *out, uint64_t number)
{
    unsigned width = 1;

    for (uint64_t rest = number; rest >= 10; rest /= 10)
        width++;
    put_digits(out, number, width);
}

void put_hex(struct out *out, uint64_t number, unsigned width, bool upper)
{
    const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";

    for (unsigned i = width; i-- > 0; number >>= 4)
        out->bytes[out->used + i] = digits[number & 15];
    out->used += width;
}

void put_delay(struct out *out, int64_t milliseconds)
{
    if (milliseconds >= 9950) {
        put_number(out, (uint64_t)(milliseconds + 500) / 1000);
        return;
    }
    int64_t hundredths =
        milliseconds >= 995 ? (milliseconds + 50) / 100 * 10 : (milliseconds + 5) / 10;
    put_number(out, (uint64_t)hundredths / 100);
    if (hundredths % 100 == 0)
        return;
    put_byte(out, '.');
    if (hundredths % 10 == 0)
        put_digits(out, (uint64_t)hundredths % 100 / 10, 1);
    else
        put_digits(out, (uint64_t)hundredths % 100, 2);
}

static void stamp_make(struct out *out, int64_t second)
{
    static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct civil_time t = civil_of(second + out->offset_seconds);

    out->second = second;
    if (out->form == STAMP_RFC3164)
        snprintf(out->stamp, sizeof out->stamp, "%s %2u %02u:%02u:%02u",
                 months[(t.month - 1) % 12], t.day % 100, t.hour % 100, t.minute % 100,
                 t.second % 100);
    else
        snprintf(out->stamp, sizeof out->stamp, "%04u-%02u-%02uT%02u:%02u:%02u",
                 (unsigned)t.year % 10000, t.month % 100, t.day % 100, t.hour % 100,
                 t.minute % 100, t.second % 100);
    out->stamp_bytes = strlen(out->stamp);
}

void out_begin(struct out *out, int64_t time, const char *program, const char *part,
               unsigned pid)
{
    out_reserve(out);
    if (time / SECOND != out->second)
        stamp_make(out, time / SECOND);
    put_bytes(out, out->stamp, out->stamp_bytes);
    if (out->form == STAMP_FRACTION) {
        put_byte(out, '.');
        put_digits(out, (uint64_t)(time % SECOND), 6);
    }
    if (out->form != STAMP_RFC3164)
        put_bytes(out, out->zone, 6);
    put_byte(out, ' ');
    put(out, out->host);
    put_byte(out, ' ');
    put(out, program);
    if (part) {
        put_byte(out, '/');
        put(out, part);
    }
    if (pid) {
        put_byte(out, '[');
        put_number(out, pid);
        put_byte(out, ']');
    }
    put_bytes(out, ": ", 2);
}

void out_end(struct out *out)
{
    put_byte(out, '\n');
    out->lines++;
}
