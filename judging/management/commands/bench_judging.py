from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Measures time and memory of the science of judging, and how many of the best each score finds."
    requires_system_checks = ()

    def handle(self, **options):
        from judging import bench  # numpy is read where it is needed, never at start-up

        self.stdout.write("Time and peak memory, entries x jurors x marks per entry:")
        missed = [line for line in map(self.told, bench.parts()) if line]
        self.stdout.write("\nShare of the truly best that is found, simulated (in brackets what was measured before):")
        for case, (*_, known) in bench.RECALL.items():
            shares = zip(("plain", "additive", "full"), bench.recall(case), known, strict=True)
            told = ", ".join(f"{name} {share:.3f} ({'-' if was is None else was})" for name, share, was in shares)
            self.stdout.write(f"  {case}: {told}")
        self.stdout.write("\n" + ("Every figure holds." if not missed else f"Not held: {'; '.join(missed)}"))

    def told(self, measured):
        """Print one line; return what it misses, empty where it holds or nothing is asked of it."""
        from judging.bench import TO_HOLD

        size = " x ".join(f"{number:,}" for number in measured.size)
        limit = TO_HOLD.get((measured.part, measured.size))
        asked = f", to hold {limit:.0f} s" if limit else ""
        self.stdout.write(
            f"  {measured.part:<30} {size:<18} {measured.seconds:7.2f} s {measured.peak:5d} MB  {measured.note}{asked}"
        )
        self.stdout.flush()
        return f"{measured.part} {size}" if limit and measured.seconds > limit else ""
