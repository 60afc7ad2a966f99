#define _GNU_SOURCE 1
#include "CCurses.h"

#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// Last: it defines short names as macros.
#include <term.h>

static SCREEN *screen;

bool ccurses_open(const char *name) {
  screen = newterm((NCURSES_CONST char *)name, stdout, stdin);
  if (screen == NULL) return false;
  set_term(screen);
  cbreak();
  noecho();
  nonl();
  typeahead(-1);
  scrollok(stdscr, FALSE);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  return true;
}

void ccurses_close(void) {
  if (screen != NULL) delscreen(screen);
  screen = NULL;
}

void ccurses_raw(void) {
  struct termios settings;
  if (tcgetattr(STDIN_FILENO, &settings) != 0) return;
  settings.c_iflag &= ~(tcflag_t)(IXON | IXOFF | ICRNL | INLCR | IGNCR | ISTRIP);
  settings.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL | IEXTEN);
  settings.c_cc[VINTR] = _POSIX_VDISABLE;
  settings.c_cc[VSUSP] = _POSIX_VDISABLE;
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &settings);
  def_prog_mode();
}

int ccurses_colors(void) { return has_colors() ? COLORS : 0; }

bool ccurses_pair(int pair, int foreground, int background) {
  if (pair >= COLOR_PAIRS || pair > 32767) return false;
#if NCURSES_EXT_COLORS
  return init_extended_pair(pair, foreground, background) == OK;
#else
  return init_pair((short)pair, (short)foreground, (short)background) == OK;
#endif
}

void ccurses_style(int attributes, int pair) {
  attr_t set = A_NORMAL;
  if (attributes & CCURSES_BOLD) set |= A_BOLD;
  if (attributes & CCURSES_DIM) set |= A_DIM;
#ifdef A_ITALIC
  if (attributes & CCURSES_ITALIC) set |= A_ITALIC;
#endif
  if (attributes & CCURSES_UNDERLINE) set |= A_UNDERLINE;
  if (attributes & CCURSES_REVERSE) set |= A_REVERSE;
  wattr_set(stdscr, set, (short)pair, NULL);
}

void ccurses_put(int y, int x, const wchar_t *text, int count) {
  mvwaddnwstr(stdscr, y, x, text, count);
}

void ccurses_cursor(int y, int x) {
  static int shown = -1;
  int show = y >= 0;
  if (show != shown) curs_set(show);
  shown = show;
  leaveok(stdscr, !show);
  if (show) wmove(stdscr, y, x);
}

void ccurses_refresh(void) { wrefresh(stdscr); }

void ccurses_forget(void) { clearok(stdscr, TRUE); }

void ccurses_forget_rows(int first, int count) { wredrawln(stdscr, first, count); }

void ccurses_resize(int rows, int width) { resizeterm(rows, width); }

const char *ccurses_string(const char *capability) {
  const char *string = tigetstr((NCURSES_CONST char *)capability);
  return string == (const char *)-1 ? NULL : string;
}

int ccurses_width(wchar_t character) { return wcwidth(character); }
