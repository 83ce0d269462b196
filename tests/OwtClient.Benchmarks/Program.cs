using System.Globalization;
using BenchmarkDotNet.Running;
using OwtClient.Benchmarks.Whole;

var numbers = args.Skip(1).Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : 0).ToArray();
switch (args.FirstOrDefault())
{
    case "w1": await ConnectionTime.RunAsync(); return 0;
    case "w2": await Flood.RunAsync(TimeSpan.FromSeconds(Number(0, 10))); return 0;
    case "w3": await SteadyStream.RunAsync(packetsPerSecond: 5000, TimeSpan.FromSeconds(Number(0, 15))); return 0;
    case "w4": await IdlePairs.RunAsync(Number(0, 50)); return 0;
    case "w5": await ManyPairs.RunAsync(Number(0, 100), TimeSpan.FromSeconds(Number(1, 15))); return 0;
    case "parts": BenchmarkSwitcher.FromAssembly(typeof(Flood).Assembly).Run(args[1..]); return 0;
    default: Console.Error.WriteLine("One of: w1, w2 [seconds], w3 [seconds], w4 [pairs], w5 [pairs] [seconds], parts [BenchmarkDotNet arguments]"); return 1;
}

int Number(int position, int otherwise) => numbers.Length > position && numbers[position] > 0 ? numbers[position] : otherwise;
