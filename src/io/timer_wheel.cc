// Implements the hierarchical wheel. A timer lies at the level of the highest 6-bit digit in which
// its deadline differs from the current tick; so everything at a lower level is due before
// everything at a higher one, and a slot is sorted again when the current tick reaches its start.
#include "io/timer_wheel.h"

#include <algorithm>
#include <bit>

namespace penstock::io {

TimerWheel::TimerWheel(std::int64_t now_ms, unsigned tick_bits)
    : tick_bits_(tick_bits), tick_(tick_of(now_ms)) {
  for (TimerLink& head : lists_) {
    head.next = head.previous = &head;
  }
}

std::uint64_t TimerWheel::tick_of(std::int64_t ms) const {
  return static_cast<std::uint64_t>(ms) >> tick_bits_;
}

std::int64_t TimerWheel::ms_of(std::uint64_t tick) const {
  return static_cast<std::int64_t>(tick << tick_bits_);
}

void TimerWheel::append(TimerLink& timer, std::uint16_t list) {
  TimerLink& head = lists_[list];
  timer.list = list;
  timer.next = &head;
  timer.previous = head.previous;
  head.previous->next = &timer;
  head.previous = &timer;
  if (list != kExpired) {
    occupied_[list / kSlots] |= std::uint64_t{1} << (list % kSlots);
  }
}

void TimerWheel::unlink(TimerLink& timer) {
  timer.next->previous = timer.previous;
  timer.previous->next = timer.next;
  const std::uint16_t list = timer.list;
  if (list != kExpired && lists_[list].next == &lists_[list]) {
    occupied_[list / kSlots] &= ~(std::uint64_t{1} << (list % kSlots));
  }
  timer.next = timer.previous = nullptr;
}

void TimerWheel::place(TimerLink& timer) {
  if (timer.deadline <= tick_) {
    append(timer, kExpired);
    return;
  }
  const unsigned level = static_cast<unsigned>(std::bit_width(timer.deadline ^ tick_) - 1) / kBits;
  const auto slot = static_cast<unsigned>(timer.deadline >> (level * kBits)) % kSlots;
  append(timer, static_cast<std::uint16_t>(level * kSlots + slot));
}

void TimerWheel::arm(Timer& timer, std::int64_t now_ms, std::int64_t delay_ms) {
  // 64^5 ticks (over four years at 128 ms) keep every deadline within the levels.
  constexpr std::uint64_t kFarthest = std::uint64_t{1} << (kBits * (kLevels - 1));
  const std::int64_t due = now_ms + std::max<std::int64_t>(delay_ms, 0);
  const std::uint64_t tick = tick_of(due + (std::int64_t{1} << tick_bits_) - 1);
  if (timer.armed()) {
    if (timer.deadline == tick && timer.list != kExpired) {
      return;  // the usual case of a timeout that each request starts anew
    }
    unlink(timer);
  }
  timer.deadline = std::min(tick, tick_ + kFarthest);
  place(timer);
}

void TimerWheel::cancel(Timer& timer) {
  if (timer.armed()) {
    unlink(timer);
  }
}

// The lowest level that holds anything holds what is due first.
bool TimerWheel::find_due(Due& due) const {
  for (unsigned level = 0; level != kLevels; ++level) {
    if (occupied_[level] != 0) {
      const auto slot = static_cast<unsigned>(std::countr_zero(occupied_[level]));
      const unsigned shift = level * kBits;
      const std::uint64_t block = tick_ >> (shift + kBits) << kBits;
      due = {level, slot, (block + slot) << shift};
      return true;
    }
  }
  return false;
}

void TimerWheel::advance(std::int64_t now_ms) {
  const std::uint64_t now = tick_of(now_ms);
  Due due{};
  while (find_due(due) && due.tick <= now) {
    tick_ = due.tick;
    TimerLink& head = lists_[due.level * kSlots + due.slot];
    while (head.next != &head) {
      TimerLink& timer = *head.next;
      unlink(timer);
      place(timer);
    }
  }
  tick_ = std::max(tick_, now);
}

Timer* TimerWheel::next_expired() {
  TimerLink* first = lists_[kExpired].next;
  if (first == &lists_[kExpired]) {
    return nullptr;
  }
  unlink(*first);
  return static_cast<Timer*>(first);
}

std::int64_t TimerWheel::next_due_ms() const {
  const TimerLink& expired = lists_[kExpired];
  if (expired.next != &expired) {
    return ms_of(tick_);
  }
  Due due{};
  return find_due(due) ? ms_of(due.tick) : kNever;
}

}  // namespace penstock::io
