/*
 * elf.c - reads an ELF header and its program headers (elf(5)); maps nothing.
 */
#include "rules/elf.h"

#include <elf.h>
#include <errno.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* The program itself tells what a plugin for this machine looks like. */
static bool same_kind(const ElfW(Ehdr) * header)
{
    ElfW(Ehdr) own;
    FILE *file = fopen("/proc/self/exe", "rbe");
    bool read = file != NULL && fread(&own, sizeof(own), 1, file) == 1;

    if (file != NULL)
        fclose(file);
    return !read || (header->e_machine == own.e_machine &&
                     header->e_ident[EI_CLASS] == own.e_ident[EI_CLASS] &&
                     header->e_ident[EI_DATA] == own.e_ident[EI_DATA]);
}

static bool segments_whole(FILE *file, const ElfW(Ehdr) * header, uint64_t bytes)
{
    if (header->e_phentsize != sizeof(ElfW(Phdr)) || header->e_phoff > bytes ||
        fseek(file, (long)header->e_phoff, SEEK_SET) != 0)
        return false;
    for (unsigned i = 0; i < header->e_phnum; i++) {
        ElfW(Phdr) segment;
        if (fread(&segment, sizeof(segment), 1, file) != 1)
            return false;
        if (segment.p_type == PT_LOAD &&
            (segment.p_offset > bytes || segment.p_filesz > bytes - segment.p_offset))
            return false;
    }
    return header->e_phnum > 0;
}

bool elf_whole(const char *path, const char *name, struct why *why)
{
    ElfW(Ehdr) header;
    struct stat status;
    FILE *file = fopen(path, "rbe");

    if (file == NULL)
        return fail_because(why, strerror(errno), "%s", name);
    bool read = fread(&header, sizeof(header), 1, file) == 1 &&
                memcmp(header.e_ident, ELFMAG, SELFMAG) == 0 && header.e_type == ET_DYN;
    bool kind = read && same_kind(&header);
    bool whole = kind && fstat(fileno(file), &status) == 0 &&
                 segments_whole(file, &header, (uint64_t)status.st_size);
    fclose(file);
    if (!read)
        return fail(why, "%s: cannot be loaded: is no shared object", name);
    if (!kind)
        return fail(why, "%s: cannot be loaded: is built for another kind of machine",
                    name);
    return whole || fail(why, "%s: cannot be loaded: breaks off in the middle", name);
}
