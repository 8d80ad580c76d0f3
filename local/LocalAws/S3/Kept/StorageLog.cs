using System.Text.Json;
using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.S3.Storage;

namespace WebhookSystem.LocalAws.S3.Kept;

/// <summary>Notes changes of what is stored, for the journal. Called under the store's gate.</summary>
internal sealed class StorageLog(Journal journal, ContentFiles files)
{
    private readonly EntryWriter _record = new();

    public JsonSerializerOptions Json { get; } = StorageJson.Options(files);

    /// <summary>Changes that are true together are one record.</summary>
    /// <exception cref="IOException">A content could not be written: then nothing has changed.</exception>
    public void Changed(ReadOnlySpan<StorageChange> changes)
    {
        if (!journal.IsKept || changes.IsEmpty)
            return;
        _record.Clear();
        foreach (var change in changes)
            _record.Json(change, Json);
        journal.Append(KeptService.S3, _record.Written);
    }
}
