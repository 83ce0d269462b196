using System.CommandLine;
using OwtClient.Cli;
using OwtClient.Cli.Join;
using OwtClient.Cli.Serve;

var root = new RootCommand("owt: take part in OWT conferences, and serve them, from the command line.")
{
    ServeCommand.Create(),
    JoinCommand.Create(),
};

return await CommandRunner.RunAsync(root, args, Console.Error);
