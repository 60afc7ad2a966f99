#pragma once

#define NCURSES_WIDECHAR 1
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#include <curses.h>
#include <stdbool.h>
#include <stddef.h>

// Swift 6 rejects curses's global variables and cannot import most of its macros, so both are
// reached through functions.

/// Opens the terminal `name` on standard input and output; false when curses does not know it.
bool ccurses_open(const char *name);
/// Frees what `ccurses_open` made.
void ccurses_close(void);
/// Takes over the terminal's line settings: keys one by one and unchanged, no flow control,
/// only Ctrl-\ a signal. Curses goes back to them after `endwin`.
void ccurses_raw(void);
int ccurses_colors(void);

/// A set of these makes the attributes of `ccurses_style`.
enum {
  CCURSES_BOLD = 1,
  CCURSES_DIM = 2,
  CCURSES_ITALIC = 4,
  CCURSES_UNDERLINE = 8,
  CCURSES_REVERSE = 16
};

/// Defines a pair of colours, -1 for the terminal's own; false when there are no more pairs.
bool ccurses_pair(int pair, int foreground, int background);
/// The style of what is put next.
void ccurses_style(int attributes, int pair);
void ccurses_put(int y, int x, const wchar_t *text, int count);
/// Moves the cursor to a place, or hides it when `y` is negative.
void ccurses_cursor(int y, int x);
void ccurses_refresh(void);
/// Draws everything anew at the next refresh.
void ccurses_forget(void);
/// Makes the next refresh draw `count` rows anew, whatever the terminal is thought to show there.
void ccurses_forget_rows(int first, int count);
void ccurses_resize(int rows, int width);
/// The terminal's string for a capability, or NULL.
const char *ccurses_string(const char *capability);
/// As the C library counts cells; -1 for what it does not know.
int ccurses_width(wchar_t character);

/// Keeps the terminal's line settings as they are now, to be put back by the guard.
void ccurses_keep_settings(void);
/// Keeps a copy of the restoring bytes, and from now on gives the terminal back before the process dies of a fatal signal or exits.
void ccurses_guard(const char *bytes, size_t count);
/// Whether the terminal is ours at the moment, so that dying must give it back.
void ccurses_guard_active(bool active);

/// Catches the signals that the screen answers and returns a descriptor from which their numbers
/// can be read, a byte each; -1 on failure. A second deadly signal, before the first is taken,
/// ends the process at once.
int ccurses_signals(void);
/// The signal's number was read and is being answered.
void ccurses_signal_taken(int number);
/// Gives the signals their default meaning again.
void ccurses_signals_end(void);
/// Stops the process group as Ctrl-Z does; returns when it goes on. False when it cannot be
/// stopped since no shell could wake it.
bool ccurses_stop(void);
/// Whether the process may draw: it is in its terminal's foreground.
bool ccurses_is_foreground(void);
/// Ends the process by the signal itself, so that its parent sees the true cause.
void ccurses_die(int number);
