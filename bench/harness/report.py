# Figures of a case's rounds: medians, ranges, per-round ratios; as a table for people.
import statistics


def summary(samples):
    """Median and range of each figure over the rounds of one contender."""
    out = {}
    for figure in ("cpu_us", "rate", "p50_us", "p99_us"):
        values = [getattr(sample, figure) for sample in samples]
        out[figure] = {"median": statistics.median(values), "min": min(values), "max": max(values)}
    return out


def ratio(samples, others, figure):
    """Median and range of the per-round ratio of two contenders' figures."""
    # The client tells latencies of pipelined requests as 0.
    values = [getattr(a, figure) / (getattr(b, figure) or float("inf")) for a, b in zip(samples, others)]
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def case_result(case, rounds, memory):
    """rounds: contender -> its samples."""
    first = next(iter(case.contenders))
    result = {
        "title": case.title,
        "contenders": {name: {**summary(samples), "peak_rss_kib": memory.get(name),
                              "rounds": [s.as_dict() for s in samples]}
                       for name, samples in rounds.items()},
        "ratios": {f"{first}/{name}": {figure: ratio(rounds[first], samples, figure)
                                       for figure in ("cpu_us", "rate", "p99_us")}
                   for name, samples in rounds.items() if name != first and first in rounds},
        "targets": [],
    }
    for target in case.targets:
        found = result["ratios"].get(f"{first}/{target.against}")
        if found:
            value = found[target.figure]["median"]
            result["targets"].append(
                {"target": target.text(), "is": value, "met": target.met(value)})
    return result


def print_case(result):
    print(f"\n{result['title']}")
    print(f"  {'':<14}{'CPU us/request':>22}{'requests/s':>13}{'p50 ms':>9}{'p99 ms':>9}{'RSS MiB':>9}")
    for name, figures in result["contenders"].items():
        cpu = figures["cpu_us"]
        spread = f"{cpu['median']:.2f} ({cpu['min']:.2f}-{cpu['max']:.2f})"
        memory = figures["peak_rss_kib"]
        print(f"  {name:<14}{spread:>22}{figures['rate']['median']:>13,.0f}"
              f"{figures['p50_us']['median'] / 1000:>9.2f}{figures['p99_us']['median'] / 1000:>9.2f}"
              f"{memory / 1024 if memory else 0:>9.1f}")
    for name, figures in result["ratios"].items():
        cpu, rate = figures["cpu_us"], figures["rate"]
        print(f"  {name}: CPU x {cpu['median']:.2f} ({cpu['min']:.2f}-{cpu['max']:.2f}), "
              f"requests/s x {rate['median']:.2f} ({rate['min']:.2f}-{rate['max']:.2f})")
    print_targets(result)


def print_targets(result):
    for target in result["targets"]:
        verdict = "met" if target["met"] else "MISSED"
        print(f"  target {target['target']}: {target['is']:.2f}, {verdict}")


def print_single(result):
    print(f"\n{result['title']}")
    for name, value in result["values"].items():
        print(f"  {name:<28}{value:>12.2f} {result['unit']}")
    print_targets(result)


def markdown(report):
    """The figures as docs/performance.md shows them."""
    lines = [f"{report['date']}, revision {report['revision']}, {report['cpu']}, kernel "
             f"{report['kernel']}; {report['rounds']} rounds of {report['seconds']} s.", ""]
    loads = [c for c in report["cases"].values() if "contenders" in c]
    if loads:
        lines += ["| case | server | CPU us/request (range) | requests/s | p50 ms | p99 ms | RSS MiB |",
                  "|---|---|---|---|---|---|---|"]
    for case in loads:
        for at, (name, figures) in enumerate(case["contenders"].items()):
            cpu = figures["cpu_us"]
            lines.append(
                f"| {case['title'] if at == 0 else ''} | {name} | {cpu['median']:.2f} "
                f"({cpu['min']:.2f}-{cpu['max']:.2f}) | {figures['rate']['median']:,.0f} | "
                f"{figures['p50_us']['median'] / 1000:.2f} | {figures['p99_us']['median'] / 1000:.2f} | "
                f"{figures['peak_rss_kib'] / 1024:.1f} |")
    singles = [c for c in report["cases"].values() if "values" in c]
    if singles:
        lines += ["", "| measurement | of | value |", "|---|---|---|"]
    for case in singles:
        for at, (name, value) in enumerate(case["values"].items()):
            lines.append(f"| {case['title'] if at == 0 else ''} | {name} | {value:.2f} {case['unit']} |")
    lines += ["", "| target | case | is | |", "|---|---|---|---|"]
    for case in report["cases"].values():
        for target in case["targets"]:
            lines.append(f"| {target['target']} | {case['title']} | {target['is']:.2f} | "
                         f"{'met' if target['met'] else '**missed**'} |")
    return "\n".join(lines)
