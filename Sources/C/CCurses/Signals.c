#define _GNU_SOURCE 1
#include "CCurses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

// Everything here that a signal handler touches is async-signal-safe (signal-safety(7)).

static char restoring[512];
static size_t restoring_count;
static struct termios found;
static bool has_found;
static volatile sig_atomic_t is_ours;

static void restore(void) {
  if (!is_ours) return;
  is_ours = 0;
  size_t sent = 0;
  while (sent < restoring_count) {
    ssize_t count = write(STDOUT_FILENO, restoring + sent, restoring_count - sent);
    if (count <= 0) break;
    sent += (size_t)count;
  }
  if (has_found) tcsetattr(STDIN_FILENO, TCSANOW, &found);
}

static void die(int number) {
  restore();
  signal(number, SIG_DFL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  raise(number);
}

void ccurses_die(int number) { die(number); }

void ccurses_keep_settings(void) { has_found = tcgetattr(STDIN_FILENO, &found) == 0; }

void ccurses_guard(const char *bytes, size_t count) {
  restoring_count = count < sizeof restoring ? count : sizeof restoring;
  memcpy(restoring, bytes, restoring_count);

  static bool is_installed;
  if (is_installed) return;
  is_installed = true;
  atexit(restore);
  // A stack that has run over leaves the handler no room.
  static char stack[64 * 1024];
  stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&other, NULL);
  struct sigaction action = {0};
  action.sa_handler = die;
  action.sa_flags = (int)(SA_RESETHAND | SA_NODEFER | SA_ONSTACK);
  sigemptyset(&action.sa_mask);
  int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS, SIGQUIT};
  for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) sigaction(fatal[i], &action, NULL);
}

void ccurses_guard_active(bool active) { is_ours = active; }

static int signal_pipe[2] = {-1, -1};
static volatile sig_atomic_t untaken[NSIG];
static const int answered[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT};
enum { answered_count = sizeof answered / sizeof *answered };

static volatile sig_atomic_t continuations;

static void note(int number) {
  if (number == SIGCONT) continuations++;
  bool is_deadly = number == SIGTERM || number == SIGHUP || number == SIGINT;
  if (untaken[number]) {
    if (is_deadly) die(number);
    return;
  }
  untaken[number] = 1;
  int saved = errno;
  char byte = (char)number;
  if (write(signal_pipe[1], &byte, 1) < 0 && is_deadly) die(number);
  errno = saved;
}

static void answer(int number, void (*handler)(int)) {
  struct sigaction action = {0};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

int ccurses_signals(void) {
  if (signal_pipe[0] < 0) {
    if (pipe(signal_pipe) != 0) return -1;
    for (int i = 0; i < 2; i++) {
      fcntl(signal_pipe[i], F_SETFD, FD_CLOEXEC);
      fcntl(signal_pipe[i], F_SETFL, O_NONBLOCK);
    }
  }
  for (int i = 0; i < answered_count; i++) answer(answered[i], note);
  return signal_pipe[0];
}

void ccurses_signal_taken(int number) {
  if (number > 0 && number < NSIG) untaken[number] = 0;
}

void ccurses_signals_end(void) {
  for (int i = 0; i < answered_count; i++) answer(answered[i], SIG_DFL);
}

bool ccurses_stop(void) {
  sig_atomic_t before = continuations;
  answer(SIGTSTP, SIG_DFL);
  kill(0, SIGTSTP);
  // Another thread may take the signal a moment later. A process group that no shell could wake is
  // orphaned and never stops (POSIX.1-2017, 3.268): then no SIGCONT comes either.
  struct timespec moment = {.tv_nsec = 1000000};
  for (int i = 0; i < 50 && continuations == before; i++) nanosleep(&moment, NULL);
  answer(SIGTSTP, note);
  return continuations != before;
}

bool ccurses_is_foreground(void) { return tcgetpgrp(STDIN_FILENO) == getpgrp(); }
