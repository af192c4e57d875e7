// The library that one of load_failure.cc's modules is linked against, and does not find.
extern "C" int load_failure_needed() { return 0; }
