namespace WebhookSystem.Provision;

/// <summary>What became of a thing that is wanted.</summary>
internal enum Change
{
    None,
    Created,
    Updated,
}

/// <summary>A line for each thing.</summary>
internal sealed class Report(TextWriter output)
{
    public void Say(Change change, string thing) => output.WriteLine(change switch
    {
        Change.None => $"is there  {thing}",
        Change.Created => $"created   {thing}",
        Change.Updated => $"updated   {thing}",
    });
}
