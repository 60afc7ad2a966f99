#pragma once

#define NCURSES_WIDECHAR 1
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#include <curses.h>

/// Swift 6 rejects curses's globals, so they are read through functions.
static inline WINDOW *ccurses_stdscr(void) { return stdscr; }
