using System.Net;
using System.Text;
using WebhookSystem.Bench.Send;

namespace WebhookSystem.Bench.LocalAws.Load;

/// <summary>Calls of AWS's JSON protocol over a bare connection.</summary>
internal static class JsonCalls
{
    extension(RawConnection connection)
    {
        /// <exception cref="IOException">The answer is not 200.</exception>
        public async Task CallAsync(string target, string body, CancellationToken cancellationToken)
        {
            var request = Encoding.ASCII.GetBytes(
                $"POST / HTTP/1.1\r\nHost: {connection.Host}\r\nX-Amz-Target: {target}\r\n"
                + $"Content-Type: application/x-amz-json-1.0\r\nContent-Length: {body.Length}\r\n\r\n{body}");
            if (await connection.PostAsync(request, cancellationToken) != HttpStatusCode.OK)
                throw new IOException($"{target} was answered {connection.Answer}");
        }
    }
}
