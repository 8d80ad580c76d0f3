using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;
using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Updates;

/// <summary>Changes an immutable document along a path: copies what lies on the path, shares the rest.</summary>
internal static class DocumentEditor
{
    public static Item Set(Item item, DocumentPath path, AttributeValue value) =>
        path.Steps.Length == 1
            ? item.With(path.Root, value)
            : item.With(path.Root, Set(item[path.Root] ?? throw NoSuchPath(), path.Steps.AsSpan(1), value));

    public static Item Remove(Item item, DocumentPath path)
    {
        if (path.Steps.Length == 1)
            return item.Without(path.Root);
        return item.With(path.Root, Remove(item[path.Root] ?? throw NoSuchPath(), path.Steps.AsSpan(1)));
    }

    private static AttributeValue Set(AttributeValue within, ReadOnlySpan<PathStep> steps, AttributeValue value)
    {
        var step = steps[0];
        var inner = steps.Length == 1
            ? value
            : Set(DocumentPath.Into(within, step) ?? throw NoSuchPath(), steps[1..], value);
        return (within, step.Name) switch
        {
            (MapValue map, { } name) => new MapValue(map.Members.With(name, inner)),
            (ListValue list, null) => step.Index < list.Elements.Length
                ? Replaced(list, step.Index, inner)
                : new ListValue([.. list.Elements, inner]),
            _ => throw NoSuchPath(),
        };
    }

    private static AttributeValue Remove(AttributeValue within, ReadOnlySpan<PathStep> steps)
    {
        var step = steps[0];
        if (steps.Length > 1)
        {
            var inner = Remove(DocumentPath.Into(within, step) ?? throw NoSuchPath(), steps[1..]);
            return within is MapValue outer
                ? new MapValue(outer.Members.With(step.Name!, inner))
                : Replaced((ListValue)within, step.Index, inner);
        }

        return (within, step.Name) switch
        {
            (MapValue map, { } name) => new MapValue(map.Members.Without(name)),
            (ListValue list, null) => step.Index < list.Elements.Length
                ? new ListValue([.. list.Elements.AsSpan(0, step.Index), .. list.Elements.AsSpan(step.Index + 1)])
                : list,
            _ => throw NoSuchPath(),
        };
    }

    private static ListValue Replaced(ListValue list, int index, AttributeValue element)
    {
        var copy = list.Elements.AsSpan().ToArray();
        copy[index] = element;
        return new(copy);
    }

    private static Wire.AwsException NoSuchPath() =>
        Refusals.Validation("The document path provided in the update expression is invalid for update");
}
