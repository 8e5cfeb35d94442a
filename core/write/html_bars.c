/*
 * html_bars.c - SVG in whole numbers, ten to a pixel, so that no locale can touch them.
 *
 * A bar is a rectangle of a path: all of one colour are one path.
 */
#include "write/html_bars.h"

#include "base/number.h"
#include "base/say.h"
#include "write/telling.h"

enum {
    CHART_WIDTH = 7200,
    CHART_HEIGHT = 2100,
    PLOT_TOP = 180,
    PLOT_BOTTOM = 1860,
    SMALL_WIDTH = 2400,
    SMALL_HEIGHT = 240,
    THINNEST = 12,
    BAR_BYTES = 64,
    PATH_BYTES = SERIES_STEPS * BAR_BYTES
};

const char *const html_colors[HTML_COLORS + 1] = {"k0", "k1", "k2", "k3", "k4", "k5"};

size_t html_color_number(const struct summary_cause *cause)
{
    return cause->rank <= HTML_COLORS && cause_weight(cause) > 0 ? cause->rank : 0;
}

/* The next of 2, 4, 6, 8, 10, 20, 40 ...: its half is a whole number, too. */
static uint64_t axis_end(uint64_t highest)
{
    uint64_t unit = 1;

    while (highest > unit * 10)
        unit *= 10;
    uint64_t step = unit * 2;
    return (highest + step - 1) / step * step;
}

struct drawing {
    struct series series;
    uint64_t end; /* of the axis */
};

static uint64_t height_of(const struct drawing *drawing, uint64_t count)
{
    return count * (PLOT_BOTTOM - PLOT_TOP) / drawing->end;
}

/* Recipients of one colour in a step; 0: of all that share one. */
static uint64_t count_of(const struct drawing *drawing, size_t color, size_t step)
{
    const struct summary *summary = drawing->series.summary;
    uint64_t sum = 0;

    for (size_t c = 0; c < summary->cause_count; c++)
        if (html_color_number(&summary->causes[c]) == color)
            sum += series_count(&drawing->series, &summary->causes[c], step);
    return sum;
}

/* The first cause stands on the axis, those that share a colour on top. */
static uint64_t below(const struct drawing *drawing, size_t color, size_t step)
{
    uint64_t sum = 0;

    for (size_t i = 1; i <= HTML_COLORS && (color == 0 || i < color); i++)
        sum += count_of(drawing, i, step);
    return sum;
}

static uint64_t left_of(const struct drawing *drawing, size_t step)
{
    return step * CHART_WIDTH / drawing->series.steps;
}

/* Returns the bytes that it took of `path`, which has room for BAR_BYTES. */
static size_t one_bar(char *path, const struct drawing *drawing, size_t color,
                      size_t step)
{
    uint64_t count = count_of(drawing, color, step);
    uint64_t under = height_of(drawing, below(drawing, color, step));
    uint64_t over = height_of(drawing, below(drawing, color, step) + count);
    uint64_t left = left_of(drawing, step), right = left_of(drawing, step + 1);
    uint64_t gap = (right - left) / 8;
    unsigned long long height = over > under ? over - under : THINNEST;
    unsigned long long width = right - left - 2 * gap, x = left + gap,
                       y = PLOT_BOTTOM - under;

    if (count == 0)
        return 0;
    return (size_t)snprintf(path, BAR_BYTES, "M%llu %lluh%lluv-%lluh-%lluz", x, y, width,
                            height, width);
}

static void draw_path(struct markup *markup, const char *class_name, const char *path)
{
    markup_class(markup, "path", class_name);
    markup_attribute(markup, "d", path);
    markup_close(markup);
}

static void bars(struct markup *markup, const struct drawing *drawing, size_t color)
{
    char path[PATH_BYTES];
    size_t used = 0;

    for (size_t step = 0; step < drawing->series.steps; step++)
        used += one_bar(path + used, drawing, color, step);
    if (used > 0)
        draw_path(markup, html_colors[color], path);
}

static void at(struct markup *markup, const char *element, uint64_t x, uint64_t y)
{
    markup_open(markup, element);
    markup_attribute_number(markup, "x", x);
    markup_attribute_number(markup, "y", y);
}

static void grid_line(struct markup *markup, const struct drawing *drawing,
                      uint64_t count)
{
    uint64_t y = PLOT_BOTTOM - height_of(drawing, count);

    char path[BAR_BYTES];

    snprintf(path, sizeof(path), "M0 %lluh%d", (unsigned long long)y, CHART_WIDTH);
    draw_path(markup, count == 0 ? "base" : "grid", path);
    if (count == 0)
        return;
    at(markup, "text", 0, y - 40);
    markup_number(markup, count);
    markup_close(markup);
}

static void scale_mark(struct markup *markup, const struct drawing *drawing, size_t step,
                       const char *anchor)
{
    char label[MOMENT_BYTES];
    uint64_t left = left_of(drawing, step), right = left_of(drawing, step + 1);
    bool first = anchor[0] == 's', last = anchor[0] == 'e';

    series_label(label, &drawing->series, step);
    at(markup, "text",
       first  ? left
       : last ? right
              : (left + right) / 2,
       CHART_HEIGHT - 20);
    markup_attribute(markup, "text-anchor", anchor);
    markup_string(markup, label);
    markup_close(markup);
}

/* First, middle and last step: however long the labels are, they do not touch. */
static void scale(struct markup *markup, const struct drawing *drawing)
{
    size_t steps = drawing->series.steps;

    scale_mark(markup, drawing, 0, "start");
    if (steps > 6)
        scale_mark(markup, drawing, steps / 2, "middle");
    scale_mark(markup, drawing, steps - 1, "end");
}

/* What a pointer over a bar shows. */
static void hints(struct markup *markup, const struct drawing *drawing)
{
    for (size_t step = 0; step < drawing->series.steps; step++) {
        char label[MOMENT_BYTES], number[GROUPED_BYTES];
        uint64_t left = left_of(drawing, step), right = left_of(drawing, step + 1);
        series_label(label, &drawing->series, step);
        markup_class(markup, "path", "hint");
        char path[96];
        snprintf(path, sizeof(path), "M%llu %dh%lluv%dH%lluz", (unsigned long long)left,
                 PLOT_TOP, (unsigned long long)(right - left), PLOT_BOTTOM - PLOT_TOP,
                 (unsigned long long)left);
        markup_attribute(markup, "d", path);
        markup_open(markup, "title");
        markup_format(markup, "%s: %s", label,
                      number_grouped(number, series_total(&drawing->series, step)));
        markup_close(markup);
        markup_close(markup);
    }
}

static void begin_svg(struct markup *markup, int width, int height, const char *title)
{
    char box[64];

    snprintf(box, sizeof(box), "0 0 %d %d", width, height);
    markup_open(markup, "svg");
    markup_attribute(markup, "xmlns", "http://www.w3.org/2000/svg");
    markup_attribute(markup, "viewBox", box);
    markup_attribute(markup, "role", "img");
    markup_element(markup, "title", NULL, title);
}

void html_bars(struct markup *markup, const struct series *series, const char *title)
{
    struct drawing drawing = {*series,
                              axis_end(series_total(series, series_worst(series, NULL)))};

    begin_svg(markup, CHART_WIDTH, CHART_HEIGHT, title);
    grid_line(markup, &drawing, drawing.end);
    grid_line(markup, &drawing, drawing.end / 2);
    for (size_t i = 1; i <= HTML_COLORS + 1; i++)
        bars(markup, &drawing, i % (HTML_COLORS + 1));
    grid_line(markup, &drawing, 0);
    scale(markup, &drawing);
    hints(markup, &drawing);
    markup_close(markup);
}

void html_bars_of(struct markup *markup, const struct series *series,
                  const struct summary_cause *cause, const char *title)
{
    uint64_t highest = series_count(series, cause, series_worst(series, cause));
    unsigned long long step_width = SMALL_WIDTH / series->steps;
    char path[PATH_BYTES];
    size_t used = 0;

    for (size_t step = 0; step < series->steps; step++) {
        uint64_t count = series_count(series, cause, step);
        if (count == 0)
            continue;
        uint64_t height = count * SMALL_HEIGHT / highest;
        used +=
            (size_t)snprintf(path + used, BAR_BYTES, "M%llu %dh%lluv-%lluh-%lluz",
                             step * step_width, SMALL_HEIGHT, step_width * 3 / 4,
                             (unsigned long long)(height > THINNEST ? height : THINNEST),
                             step_width * 3 / 4);
    }
    if (used == 0)
        return;
    begin_svg(markup, SMALL_WIDTH, SMALL_HEIGHT, title);
    draw_path(markup, html_colors[html_color_number(cause)], path);
    markup_close(markup);
}
