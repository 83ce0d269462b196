using SipSorceryEngine;
using SipSorceryEngine.Comparison;

return args switch
{
    [] => await Concert.RunAsync(),
    ["--compare"] => await EngineComparison.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: SipSorceryEngine [--compare]");
    return 2;
}
