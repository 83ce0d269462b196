namespace OwtClient.IntegrationTests.Survival;

/// <summary>
/// Random operations under random faults: 200 sequences in the long run, else 16. The seed fixes what is done, not how threads and packets
/// race.
/// </summary>
public sealed class RandomOperationTests
{
    private const int AtATime = 4; // most of a run is waiting

    private static readonly IEnumerable<int> Seeds = Soak.Seed is { } seed ? [seed] : Enumerable.Range(1, Soak.IsOn ? 200 : 16);

    [Fact]
    public async Task ClientsAndServerAgree_WhoIsThere_WhichStreamsExist_WhichSessionsLive()
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = SurvivalConference.Stop };
        await Parallel.ForEachAsync(Seeds, options, async (seed, _) =>
        {
            try
            {
                await RandomRun.RunAsync(seed);
            }
            catch (Exception e) when (!SurvivalConference.Stop.IsCancellationRequested)
            {
                throw new InvalidOperationException($"OWT_SOAK_SEED={seed}: {e.Message}", e);
            }
        });
    }
}
