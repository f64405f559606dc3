/*
 * One arena for each lifetime (a pack, a scan). Objects inside hold plain
 * pointers to one another; nothing in an arena is freed alone.
 *
 * Allocation never returns NULL. When memory runs out the arena jumps to the
 * handler that the owner of the lifetime set with FL_ARENA_TRY; whatever is not
 * arena memory (a PCRE2 code, a parser's tree) is given to fl_arena_defer() the
 * moment it exists, so that nothing leaks on that way out. This is Lua's way.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_BASE_ARENA_H
#define FL_BASE_ARENA_H

#include "base/str.h"

#include <setjmp.h>

typedef struct fl_arena fl_arena;

/* Bytes before the first object of each of an arena's blocks. */
#define FL_ARENA_HEADER ((size_t)32)

/* NULL when there is no memory. Caller frees with fl_arena_free(). */
fl_arena *fl_arena_new(void);
/* Runs the deferred calls, newest first, and frees all. NULL is legal. */
void fl_arena_free(fl_arena *arena);
/* As free and new in one, but keeps some megabytes of blocks for reuse. */
void fl_arena_reset(fl_arena *arena);

/*
 * if (FL_ARENA_TRY(arena)) { work } else { out of memory }
 * The handler holds until the function that set it returns: that function
 * must call fl_arena_untry() on its way out. Locals that are changed in the
 * first branch and read in the second must be volatile.
 */
#define FL_ARENA_TRY(arena) (setjmp(*fl_arena_handler(arena)) == 0)
jmp_buf *fl_arena_handler(fl_arena *arena);
void fl_arena_untry(fl_arena *arena);

/* Zeroed, aligned for any object; never NULL (see above). */
void *fl_arena_alloc(fl_arena *arena, size_t size);
void *fl_arena_array(fl_arena *arena, size_t count, size_t size);
#define FL_NEW(arena, type) ((type *)fl_arena_alloc((arena), sizeof(type)))
#define FL_NEW_ARRAY(arena, count, type) \
    ((type *)fl_arena_array((arena), (count), sizeof(type)))

/* A copy that is also NUL-terminated. */
fl_str fl_arena_dup(fl_arena *arena, fl_str s);
fl_str fl_arena_printf(fl_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Calls release(object) when the arena is reset or freed. */
void fl_arena_defer(fl_arena *arena, void (*release)(void *), void *object);
/* Leaves the arena as when memory is short; for callers of other allocators. */
_Noreturn void fl_arena_fail(fl_arena *arena);

/*
 * A growing array in an arena: FL_VEC(int) v = { 0 };
 * *FL_PUSH(arena, &v) = 3;  The slot comes zeroed, also
 * where a list that became shorter left an old item. Pushing may move them.
 */
#define FL_VEC(type)  \
    struct {          \
        type *items;  \
        size_t count; \
        size_t cap;   \
    }
#define FL_PUSH(arena, v)                                            \
    ((v)->items = (v)->count < (v)->cap                              \
                      ? (v)->items                                   \
                      : fl_vec_room((arena), (v)->items, (v)->count, \
                                    &(v)->cap, sizeof(*(v)->items)), \
     memset(&(v)->items[(v)->count], 0, sizeof(*(v)->items)),        \
     &(v)->items[(v)->count++])
/* Gives an empty list room for `n` items. */
#define FL_RESERVE(arena, v, n)                                      \
    ((v)->items = fl_vec_reserve((arena), (n), sizeof(*(v)->items)), \
     (v)->cap = (n))
void *fl_vec_reserve(fl_arena *arena, size_t count, size_t size);
__attribute__((returns_nonnull)) void *fl_vec_room(fl_arena *arena, void *items,
                                                   size_t count, size_t *cap,
                                                   size_t size);

#endif
