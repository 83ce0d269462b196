using System.CommandLine;
using OwtClient.Cli;
using OwtClient.Cli.Join;
using OwtClient.Cli.Management;
using OwtClient.Cli.Serve;

var root = new RootCommand("owt: take part in OWT conferences, and serve them, from the command line.")
{
    ServeCommand.Create(),
    JoinCommand.Create(),
    RoomCommands.CreateToken(),
    RoomCommands.Create(),
    ParticipantCommands.Create(),
    StreamCommands.Create(),
    RecordCommands.Create(),
    StreamCommands.CreateStreamIn(),
    RecordCommands.CreateStreamOut(),
};

return await CommandRunner.RunAsync(root, args, Console.Error);
