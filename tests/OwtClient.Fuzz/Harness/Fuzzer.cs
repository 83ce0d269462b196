using System.Diagnostics;
using System.Text;

namespace OwtClient.Fuzz.Harness;

/// <summary>Runs a target over many damaged inputs, the same ones in each short run.</summary>
internal static class Fuzzer
{
    /// <summary>Memory that working on one input may allocate unless a target says otherwise: parsers must not believe lengths on the wire.</summary>
    private const long DefaultMaxAllocated = 8 << 20; // bytes

    /// <summary>Calls a target with damaged copies of the seeds. An exception or too much memory fails the test and prints the input.</summary>
    /// <param name="seeds">Well-formed inputs; the target gets each of them undamaged first.</param>
    /// <param name="target">What must not throw. It may assert more.</param>
    /// <param name="inputs">Inputs of a short run.</param>
    /// <param name="maxAllocated">Bytes allowed per input.</param>
    public static void Bytes(IReadOnlyList<byte[]> seeds, Action<byte[]> target, int inputs = 4000, long maxAllocated = DefaultMaxAllocated)
    {
        Assert.NotEmpty(seeds);
        var mutator = new Mutator(new Random(FuzzLimits.Seed));
        Run(inputs, maxAllocated, number => number < seeds.Count ? seeds[number] : mutator.Mutate(seeds), target, Convert.ToHexString);
    }

    /// <summary>Like <see cref="Bytes"/>, with inputs that stay JSON every other time.</summary>
    public static void Json(IReadOnlyList<byte[]> seeds, Action<byte[]> target, int inputs = 4000, long maxAllocated = DefaultMaxAllocated)
    {
        var random = new Random(FuzzLimits.Seed);
        var (bytes, json) = (new Mutator(random), new JsonMutator(random));
        Run(
            inputs,
            maxAllocated,
            number => number < seeds.Count ? seeds[number] : random.Next(2) == 0 ? bytes.Mutate(seeds) : json.Mutate(seeds[random.Next(seeds.Count)]),
            target,
            Encoding.UTF8.GetString);
    }

    /// <summary>Calls a target with seeds of random operation sequences: the target draws its operations from <c>new Random(seed)</c>.</summary>
    public static void Operations(Action<int> target, int sequences = 200, long maxAllocated = 64 << 20) =>
        Run(sequences, maxAllocated, number => unchecked(FuzzLimits.Seed + number), target, seed => $"operations of seed {seed}");

    private static void Run<TInput>(int inputs, long maxAllocated, Func<int, TInput> next, Action<TInput> target, Func<TInput, string> describe)
    {
        TInput? input = default;
        using var watchdog = new Watchdog(() => describe(input!));
        var started = Stopwatch.GetTimestamp();
        for (var number = 0; More(number); number++)
        {
            input = next(number);
            watchdog.Restart();
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                target(input);
            }
            catch (Exception e)
            {
                Assert.Fail($"Seed {FuzzLimits.Seed}, input {number}: {e}\n{describe(input)}");
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > maxAllocated) Assert.Fail($"Seed {FuzzLimits.Seed}, input {number}: {allocated} bytes allocated\n{describe(input)}");
        }

        bool More(int number) => FuzzLimits.Seconds is { } seconds ? Stopwatch.GetElapsedTime(started).TotalSeconds < seconds : number < inputs;
    }
}
