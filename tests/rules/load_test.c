/*
 * load_test.c - every way in which a file offered as a plugin can be wrong, in one table:
 * it is refused with a sentence, and none of its code has run.
 *
 * Each row puts a plugin with a constructor into a tree /tmp/X/above/here and spoils one
 * thing.
 */
#include "rules/plugin.h"

#include <elf.h>

#include "../plugins/folder.h"
#include "rules/book.h"

struct tree {
    struct folder folder;
    char above[FOLDER_PATH_BYTES], here[FOLDER_PATH_BYTES], file[FOLDER_PATH_BYTES];
    char link[FOLDER_PATH_BYTES];
    const char *offered; /* the path that is loaded */
};

static void tree_open(struct tree *tree, const char *plugin)
{
    size_t length;
    char *bytes = folder_built(plugin, &length);

    folder_open(&tree->folder);
    cr_assert_eq(mkdir(folder_place(&tree->folder, tree->above, "above"), 0755), 0);
    cr_assert_eq(mkdir(folder_place(&tree->folder, tree->here, "above/here"), 0755), 0);
    folder_place(&tree->folder, tree->link, "link.so");
    folder_write(folder_place(&tree->folder, tree->file, "above/here/p.so"), bytes,
                 length);
    free(bytes);
    tree->offered = tree->file;
}

static void tree_close(struct tree *tree)
{
    chmod(tree->above, 0755);
    chmod(tree->here, 0755);
    remove(tree->file);
    remove(tree->here);
    remove(tree->above);
    folder_close(&tree->folder);
}

static void nothing(struct tree *tree)
{
    (void)tree;
}

static void file_for_all(struct tree *tree)
{
    chmod(tree->file, 0646);
}

static void file_for_group(struct tree *tree)
{
    chmod(tree->file, 0664);
}

static void folder_for_all(struct tree *tree)
{
    chmod(tree->here, 0757);
}

static void grandparent_for_all(struct tree *tree)
{
    chmod(tree->above, 0777);
}

static void sticky_grandparent(struct tree *tree)
{
    chmod(tree->above, 01777);
}

static void owned_by_nobody(struct tree *tree)
{
    if (geteuid() == 0)
        cr_assert_eq(chown(tree->file, 65534, 0), 0);
}

static void linked(struct tree *tree)
{
    cr_assert_eq(symlink(tree->file, tree->link), 0);
    tree->offered = tree->link;
}

static void linked_for_all(struct tree *tree)
{
    linked(tree);
    chmod(tree->file, 0666);
}

static void pipe_in_its_place(struct tree *tree)
{
    remove(tree->file);
    cr_assert_eq(mkfifo(tree->file, 0600), 0);
}

static void broken_off(struct tree *tree)
{
    cr_assert_eq(truncate(tree->file, 4096), 0);
}

/* One byte of the ELF header. */
static void patch(struct tree *tree, long place, char byte)
{
    FILE *file = fopen(tree->file, "r+b");

    cr_assert_not_null(file);
    fseek(file, place, SEEK_SET);
    fputc(byte, file);
    fclose(file);
}

static void of_32_bits(struct tree *tree)
{
    patch(tree, EI_CLASS, sizeof(void *) == 8 ? ELFCLASS32 : ELFCLASS64);
}

static void a_program(struct tree *tree)
{
    patch(tree, offsetof(Elf64_Ehdr, e_type), ET_EXEC);
}

static void without_path(struct tree *tree)
{
    setenv("LD_LIBRARY_PATH", tree->here, 1);
    setenv("SMTPLOGSCAN_PLUGIN_DIR", tree->here, 1);
    tree->offered = "p.so";
}

static const struct {
    const char *name, *plugin;
    void (*spoil)(struct tree *tree);
    const char *fault; /* part of the sentence; NULL: it is loaded */
    bool as_root;      /* only root can spoil it so */
} rows[] = {
    {"as it should be", "constructor", nothing, NULL, false},
    {"world-writable file", "constructor", file_for_all, "the file is writable by others",
     false},
    {"group-writable file", "constructor", file_for_group,
     "the file is writable by others", false},
    {"world-writable folder", "constructor", folder_for_all,
     "above/here is writable by others", false},
    {"world-writable grandparent", "constructor", grandparent_for_all,
     "above is writable by others", false},
    {"sticky grandparent", "constructor", sticky_grandparent, NULL, false},
    {"foreign owner", "constructor", owned_by_nobody, "belongs to another user", true},
    {"link to a sound file", "constructor", linked, NULL, false},
    {"link to an open file", "constructor", linked_for_all,
     "the file is writable by others", false},
    {"FIFO", "constructor", pipe_in_its_place, "is no regular file", false},
    {"truncated", "constructor", broken_off, "breaks off in the middle", false},
    {"of another class", "constructor", of_32_bits, "for another kind of machine", false},
    {"a program", "constructor", a_program, "is no shared object", false},
    {"no symbol", "none", nothing, "exports no smtplogscan_plugin", false},
    {"a foreign symbol", "alien", nothing, "but it is not one of ours", false},
    {"older ABI", "major0", nothing, "built for plugin ABI 0", false},
    {"newer ABI", "major2", nothing, "built for plugin ABI 2", false},
    {"newer minor ABI", "minor7", nothing, "needs plugin ABI 1.7", false},
    {"a name the environment could find", "constructor", without_path, "No such file",
     false},
};

static void load_one(size_t i)
{
    struct tree tree;
    struct arena arena;
    struct plugin plugin;
    struct why why = {.sentence = ""};

    unsetenv("SMTPLOGSCAN_TEST_LOADED");
    tree_open(&tree, rows[i].plugin);
    rows[i].spoil(&tree);
    arena_open(&arena);
    bool loaded = plugin_open(&plugin, &arena, tree.offered, &why);
    cr_expect_eq(loaded, rows[i].fault == NULL, "%s: %s", rows[i].name, why.sentence);
    cr_expect_eq(getenv("SMTPLOGSCAN_TEST_LOADED") != NULL, loaded, "%s: its code",
                 rows[i].name);
    cr_expect(rows[i].fault == NULL || strstr(why.sentence, rows[i].fault) != NULL,
              "%s: %s", rows[i].name, why.sentence);
    if (loaded)
        plugin_close(&plugin);
    arena_close(&arena);
    tree_close(&tree);
    unsetenv("LD_LIBRARY_PATH");
}

Test(load, every_way_to_be_wrong)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (!rows[i].as_root || geteuid() == 0)
            load_one(i);
}

Test(load, an_empty_folder_holds_no_plugin)
{
    struct folder folder;
    struct book book;
    struct why why;

    folder_open(&folder);
    book_open(&book, NULL);
    cr_expect(book_add_folder(&book, folder.path, NULL, NULL), "it is there");
    cr_expect_eq(book.plugin_count, 0);
    cr_expect_not(book_bind(&book, NULL, NULL, &why));
    cr_expect_str_eq(why.sentence, "no provider plugin is loaded");
    book_close(&book);
    folder_close(&folder);
}
