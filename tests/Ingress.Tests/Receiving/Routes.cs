using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WebhookSystem.Ingress.Enqueue;
using WebhookSystem.Ingress.Extract;
using WebhookSystem.Ingress.Receive.Answers;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.Ingress.Tests.Room;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Tests.Receiving;

/// <summary>No way leads into the room but through verification.</summary>
public sealed class Routes(IngressRoom room) : IClassFixture<IngressRoom>
{
    private const string Health = "/health";

    private IReadOnlyList<RouteEndpoint> All =>
        [.. room.Services.GetRequiredService<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>()];

    [Fact]
    public void Are_these_and_no_others() => Assert.Equal(
        [Health, "/hooks/{source} GET,HEAD,OPTIONS", "/hooks/{source} POST"],
        All.Select(endpoint => string.Join(
            ' ', [endpoint.RoutePattern.RawText!, .. MethodsOf(endpoint)])).Order(StringComparer.Ordinal));

    [Fact]
    public void Are_all_guarded() => Assert.All(All, endpoint => Assert.True(Guard.Lets(endpoint)));

    [Fact]
    public async Task What_nobody_guards_keeps_the_room_from_opening()
    {
        var another = new IngressRoom();
        await using var app = await another.BuildAsync();
        app.MapPost("/in", (RequestDelegate)(static context => Task.CompletedTask));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("/in", refusal.Message);
    }

    [Theory]
    [InlineData("stripe")]
    [InlineData("github")]
    [InlineData("limited")]
    [InlineData("twitter")]
    [InlineData("events")]
    [InlineData("token")]
    [InlineData("partner")]
    [InlineData("square")]
    [InlineData("nobody")]
    public async Task Let_nothing_unsigned_in_by_any_method(string source)
    {
        string[] methods = ["POST", "PUT", "PATCH", "DELETE", "GET", "HEAD", "OPTIONS", "TRACE", "QUERY"];
        var patterns = All.Select(endpoint => endpoint.RoutePattern.RawText!).Where(pattern => pattern != Health);
        var before = room.Inbox.Messages.Count;

        var ways = patterns.Distinct().SelectMany(_ => methods, (pattern, method) => (pattern, method));
        foreach (var (pattern, method) in ways)
        {
            using var request = new HttpRequestMessage(
                new(method), new Uri(pattern.Replace("{source}", source), UriKind.Relative))
            {
                Content = method is "GET" or "HEAD" or "TRACE" ? null : new StringContent("""{"id":"evt_1"}"""),
            };
            using var reply = await room.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True((int)reply.StatusCode is >= 400 and < 500 or 503, $"{method} {pattern}: {reply.StatusCode}");
            Assert.NotEqual(HttpStatusCode.Accepted, reply.StatusCode);
        }

        Assert.Equal(before, room.Inbox.Messages.Count);
    }

    [Fact]
    public void Only_what_was_admitted_can_be_sent_on_or_be_accepted()
    {
        const BindingFlags any =
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var sends = typeof(Enqueuer).GetMethods(any).Where(method => method is { IsPublic: true, IsSpecialName: false })
            .Where(method => method.DeclaringType == typeof(Enqueuer));

        Assert.Equal(
            [typeof(AdmittedEvent)], sends.SelectMany(send => send.GetParameters(), (_, given) => given.ParameterType));
        Assert.All(typeof(AdmittedEvent).GetConstructors(any), made => Assert.True(made.IsPrivate));
        Assert.All(
            typeof(AdmittedEvent).GetMethods(any).Where(made => made.ReturnType == typeof(AdmittedEvent)),
            made => Assert.Contains(
                made.GetParameters(), given => given.ParameterType.Name == typeof(Admitted<>).Name));
        Assert.All(typeof(Admitted<RequestHeaders>).GetConstructors(any), made => Assert.True(made.IsAssembly));
        Assert.DoesNotContain(
            typeof(Verifier).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>(),
            friend => friend.AssemblyName == typeof(Guard).Assembly.GetName().Name);
        Assert.Contains(
            typeof(Answer.Accepted).GetConstructors(any).Where(made => made.IsPublic)
                .SelectMany(made => made.GetParameters()),
            given => given.ParameterType == typeof(Admitted<RequestHeaders>));
    }

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { } methods
            ? [string.Join(',', methods.HttpMethods)]
            : [];
}
