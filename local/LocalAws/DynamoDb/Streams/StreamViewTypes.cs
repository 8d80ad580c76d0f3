namespace WebhookSystem.LocalAws.DynamoDb.Streams;

internal static class StreamViewTypes
{
    extension(StreamViewType view)
    {
        public string ToWire() => view switch
        {
            StreamViewType.KeysOnly => "KEYS_ONLY",
            StreamViewType.NewImage => "NEW_IMAGE",
            StreamViewType.OldImage => "OLD_IMAGE",
            StreamViewType.NewAndOldImages => "NEW_AND_OLD_IMAGES",
        };
    }

    public static StreamViewType? Parse(string? wire) => wire switch
    {
        "KEYS_ONLY" => StreamViewType.KeysOnly,
        "NEW_IMAGE" => StreamViewType.NewImage,
        "OLD_IMAGE" => StreamViewType.OldImage,
        "NEW_AND_OLD_IMAGES" => StreamViewType.NewAndOldImages,
        _ => null,
    };
}
