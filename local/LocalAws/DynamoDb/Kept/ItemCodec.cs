using System.Diagnostics;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Keep;

namespace WebhookSystem.LocalAws.DynamoDb.Kept;

/// <summary>Items as bytes: each value by a letter for its type and its content. The letters never change.</summary>
internal static class ItemCodec
{
    extension(EntryWriter output)
    {
        public EntryWriter Item(Item item)
        {
            output.Count(item.Count);
            foreach (var (name, value) in item)
                output.Text(name).Value(value);
            return output;
        }

        public EntryWriter ItemOrNone(Item? item) => item is null ? output.Flag(false) : output.Flag(true).Item(item);

        private EntryWriter Value(AttributeValue value) => value switch
        {
            StringValue text => output.Letter('S').Text(text.Text),
            NumberValue number => output.Letter('N').Decimal(number.Number),
            BinaryValue binary => output.Letter('B').Bytes(binary.Bytes),
            BooleanValue boolean => output.Letter('?').Flag(boolean.Flag),
            NullValue => output.Letter('0'),
            ListValue list => output.Letter('L').Values(list.Elements),
            MapValue map => output.Letter('M').Item(map.Members),
            SetValue set => output.Letter('*').Letter(set.ElementType[0]).Values(set.Elements),
            _ => throw new UnreachableException(),
        };

        private EntryWriter Letter(char letter) => output.Byte((byte)letter);

        private EntryWriter Values(AttributeValue[] values)
        {
            output.Count(values.Length);
            foreach (var value in values)
                output.Value(value);
            return output;
        }

        private EntryWriter Decimal(DynamoNumber number) => output
            .Number((long)(ulong)(number.Digits >> 64)).Number((long)(ulong)number.Digits)
            .Count(number.Exponent).Flag(number.IsNegative);
    }

    extension(EntryReader input)
    {
        public Item Item()
        {
            var count = input.Count();
            var attributes = new List<KeyValuePair<string, AttributeValue>>(count);
            for (; count > 0; count--)
                attributes.Add(new(input.Text(), input.Value()));
            return LocalAws.DynamoDb.Values.Item.Of(attributes);
        }

        public Item? ItemOrNone() => input.Flag() ? input.Item() : null;

        private AttributeValue Value() => (char)input.Byte() switch
        {
            'S' => new StringValue(input.Text()),
            'N' => new NumberValue(input.Decimal()),
            'B' => new BinaryValue(input.Bytes()),
            '?' => new BooleanValue(input.Flag()),
            '0' => NullValue.Instance,
            'L' => new ListValue(input.ReadValues()),
            'M' => new MapValue(input.Item()),
            '*' => new SetValue(((char)input.Byte()).ToString(), input.ReadValues()),
            var letter => throw new InvalidDataException($"'{letter}' is no type of a value."),
        };

        private AttributeValue[] ReadValues()
        {
            var values = new AttributeValue[input.Count()];
            for (var i = 0; i < values.Length; i++)
                values[i] = input.Value();
            return values;
        }

        private DynamoNumber Decimal() => new(
            new UInt128((ulong)input.Number(), (ulong)input.Number()), (short)input.Count(), input.Flag());
    }
}
