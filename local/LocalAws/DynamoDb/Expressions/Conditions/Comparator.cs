namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;

internal enum Comparator { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual }

internal static class Comparators
{
    extension(Comparator comparator)
    {
        /// <summary>As an expression writes it.</summary>
        public string Symbol => comparator switch
        {
            Comparator.Equal => "=",
            Comparator.NotEqual => "<>",
            Comparator.Less => "<",
            Comparator.LessOrEqual => "<=",
            Comparator.Greater => ">",
            Comparator.GreaterOrEqual => ">=",
        };
    }
}
