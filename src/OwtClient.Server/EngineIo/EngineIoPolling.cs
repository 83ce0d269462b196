using System.Buffers;
using Microsoft.AspNetCore.Http;
using OwtClient.Signaling.SocketIo;

namespace OwtClient.Server.EngineIo;

/// <summary>HTTP long-polling: a GET waits for packets, a POST brings some.</summary>
internal static class EngineIoPolling
{
    private static readonly TimeSpan ProbingPoll = TimeSpan.FromMilliseconds(100); // how long a poll waits while the WebSocket is probed
    private static readonly byte[] Close = [(byte)EngineIoPacketType.Close];
    private static readonly byte[] Noop = [(byte)EngineIoPacketType.Noop];

    /// <summary>Answers a GET as soon as there is a packet for the client.</summary>
    public static async Task GetAsync(HttpContext context, EngineIoSession session, TimeProvider time)
    {
        var waiting = session.Transport.TryBeginPoll(context.RequestAborted);
        if (waiting is null)
        {
            session.Close(EngineIoCloseReason.ProtocolError); // two polls: the order of packets would be lost
            await EngineIoResponse.RefuseAsync(context, EngineIoError.BadRequest).ConfigureAwait(false);
            return;
        }

        try
        {
            await WriteAsync(
                context, await TakeAsync(session, time, waiting.Token).ConfigureAwait(false), session.Version).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            session.Close(EngineIoCloseReason.TransportClosed); // what was taken for this poll is lost
        }
        finally
        {
            session.Transport.EndPoll();
        }
    }

    /// <summary>Takes the packets of a POST.</summary>
    public static async Task PostAsync(HttpContext context, EngineIoSession session, int maxBytes)
    {
        if (!session.Transport.TryBeginBody())
        {
            session.Close(EngineIoCloseReason.ProtocolError);
            await EngineIoResponse.RefuseAsync(context, EngineIoError.BadRequest).ConfigureAwait(false);
            return;
        }

        try
        {
            var body = await ReadBodyAsync(context, maxBytes).ConfigureAwait(false);
            if (body is null)
            {
                session.Close(EngineIoCloseReason.PayloadTooLarge);
                context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                return;
            }

            if (!await ReceiveAsync(session, body).ConfigureAwait(false))
            {
                session.Close(EngineIoCloseReason.ProtocolError);
                await EngineIoResponse.RefuseAsync(context, EngineIoError.BadRequest).ConfigureAwait(false);
                return;
            }

            await EngineIoResponse.OkAsync(context).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            session.Close(EngineIoCloseReason.TransportClosed);
        }
        finally
        {
            session.Transport.EndBody();
        }
    }

    /// <summary>Writes packets as the body of an answer.</summary>
    public static Task WriteAsync(HttpContext context, IReadOnlyList<byte[]> packets, EngineIoVersion version)
    {
        var body = new ArrayBufferWriter<byte>();
        EngineIoPayloadWriter.Write(body, packets, (int)version);
        return EngineIoResponse.TextAsync(context, body.WrittenMemory);
    }

    private static async Task<IReadOnlyList<byte[]>> TakeAsync(EngineIoSession session, TimeProvider time, CancellationToken waiting)
    {
        using var probing = new CancellationTokenSource(session.Transport.IsProbing ? ProbingPoll : Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(waiting, probing.Token);
        try
        {
            if (await session.Outgoing.WaitAsync(either.Token).ConfigureAwait(false)) return session.Outgoing.TakeAll();
            session.Close(EngineIoCloseReason.ServerClosed);
            return [Close];
        }
        catch (OperationCanceledException)
        {
            return [Noop]; // lost, should the request itself have ended
        }
    }

    private static async Task<bool> ReceiveAsync(EngineIoSession session, byte[] body)
    {
        var packets = Split(body, session.Version, out var complete);
        foreach (var packet in packets) await session.ReceiveAsync(packet).ConfigureAwait(false);
        return complete;
    }

    private static List<ReadOnlyMemory<byte>> Split(byte[] body, EngineIoVersion version, out bool complete)
    {
        var packets = new List<ReadOnlyMemory<byte>>();
        var reader = new EngineIoPayloadReader(body, (int)version);
        EngineIoPayloadStatus status;
        while ((status = reader.TryRead(out var packet)) == EngineIoPayloadStatus.Packet) packets.Add(packet.ToArray());
        complete = status == EngineIoPayloadStatus.End;
        return packets;
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpContext context, int maxBytes)
    {
        if (context.Request.ContentLength > maxBytes) return null;
        var body = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await context.Request.Body.ReadAsync(body.GetMemory(4096), context.RequestAborted).ConfigureAwait(false);
            if (read == 0) return body.WrittenSpan.ToArray();
            body.Advance(read);
            if (body.WrittenCount > maxBytes) return null;
        }
    }
}
