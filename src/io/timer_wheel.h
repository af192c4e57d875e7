// TimerWheel: coarse timeouts, O(1) to arm and cancel, without allocation. A hierarchy of 64-slot
// wheels with a bitmap each, so the next expiry is found without ticking. Used by event_loop.h.
#pragma once

#include <array>
#include <cstdint>

namespace penstock::io {

// The wheel's share of a timer; a list's head is one too, pointing to itself when empty.
struct TimerLink {
  TimerLink* next = nullptr;
  TimerLink* previous = nullptr;
  std::uint64_t deadline = 0;  // in ticks
  std::uint16_t list = 0;      // level * 64 + slot
};

// A timeout, part of its owner. Not armed when constructed; must be cancelled or have expired
// before it is destroyed. Touched by the loop's leader only.
class Timer : public TimerLink {
 public:
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  // Called by the leader, with the timer disarmed: it may be armed again or destroyed.
  virtual void on_expire() = 0;

  bool armed() const { return next != nullptr; }

 protected:
  Timer() = default;
  ~Timer() = default;
};

template <auto Method>
class MethodTimer;

// A timer that calls owner.Method(): `MethodTimer<&Connection::on_timeout> timeout_{*this};`
template <typename Owner, void (Owner::*Method)()>
class MethodTimer<Method> final : public Timer {
 public:
  explicit MethodTimer(Owner& owner) : owner_(owner) {}
  void on_expire() override { (owner_.*Method)(); }

 private:
  Owner& owner_;
};

class TimerWheel {
 public:
  static constexpr std::int64_t kNever = -1;

  // A tick is 2^tick_bits milliseconds: the resolution.
  TimerWheel(std::int64_t now_ms, unsigned tick_bits);
  TimerWheel(const TimerWheel&) = delete;
  TimerWheel& operator=(const TimerWheel&) = delete;

  // Expires not before now_ms + delay_ms, and within one tick after it. Re-arms an armed
  // timer.
  void arm(Timer& timer, std::int64_t now_ms, std::int64_t delay_ms);
  void cancel(Timer& timer);

  // Moves what is due at now_ms to the list of expired timers.
  void advance(std::int64_t now_ms);

  // Takes the next expired timer, disarmed; null when there is none. What is left stays with the
  // wheel, so that a new leader goes on where the old one stopped.
  Timer* next_expired();

  // When advance() has something to do next (an expiry, or timers to sort more finely): a time in
  // milliseconds, or kNever.
  std::int64_t next_due_ms() const;

 private:
  static constexpr unsigned kBits = 6;
  static constexpr unsigned kSlots = 1U << kBits;
  static constexpr unsigned kLevels = 6;
  static constexpr std::uint16_t kExpired = kLevels * kSlots;

  struct Due {
    unsigned level;
    unsigned slot;
    std::uint64_t tick;
  };

  bool find_due(Due& due) const;
  std::uint64_t tick_of(std::int64_t ms) const;
  std::int64_t ms_of(std::uint64_t tick) const;
  void place(TimerLink& timer);
  void append(TimerLink& timer, std::uint16_t list);
  void unlink(TimerLink& timer);

  const unsigned tick_bits_;
  std::uint64_t tick_;  // every deadline up to here has been moved to the expired list
  std::array<std::uint64_t, kLevels> occupied_{};
  std::array<TimerLink, kLevels * kSlots + 1> lists_;  // circular; the last one: expired
};

}  // namespace penstock::io
