using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace WebhookSystem.Dashboard.Keep.Storage;

/// <summary>The SQLite file: one writer at a time, any number of readers beside it.</summary>
internal sealed class Database : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly bool _temporary;
    private readonly string _connection;
    private readonly SqliteConnection _writing;
    private readonly Writer _writer;

    public Database(IOptions<DashboardOptions> options)
    {
        _temporary = options.Value.Data is null;
        _path = options.Value.Data is { } folder
            ? Path.Combine(Directory.CreateDirectory(folder).FullName, "dashboard.db")
            : Path.Combine(Directory.CreateTempSubdirectory("webhook-dashboard-").FullName, "dashboard.db");
        _connection = new SqliteConnectionStringBuilder { DataSource = _path, DefaultTimeout = 10 }.ToString();
        _writing = Open();
        _writing.CreateFunction<long, long>("took_bin", static micros => TookBins.Of(micros), isDeterministic: true);
        CreateTables();
        _writer = new(_writing);
    }

    /// <summary>Writes in one transaction: all of it is kept, or nothing.</summary>
    public void Write(Action<Writer> write)
    {
        lock (_gate)
        {
            using var transaction = _writing.BeginTransaction();
            _writer.Begin(transaction);
            write(_writer);
            transaction.Commit();
        }
    }

    public TResult Read<TResult>(Func<Reader, TResult> read)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        return read(new Reader(connection));
    }

    public void Dispose()
    {
        _writer.Dispose();
        _writing.Dispose();
        SqliteConnection.ClearAllPools();
        if (_temporary)
            Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        using var command = connection.CreateCommand();

        // What a crash of the machine loses is read again from the stream: the checkpoint is in the same file.
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000;";
        command.ExecuteNonQuery();
        return connection;
    }

    private void CreateTables()
    {
        var reader = new Reader(_writing);
        if (reader.Number("PRAGMA user_version") == Schema.Version)
            return;
        using var command = _writing.CreateCommand();
        foreach (var (kind, name) in reader.List(
            """
            SELECT type, name FROM sqlite_master
            WHERE type IN ('table', 'trigger') AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'found!_%' ESCAPE '!'
            ORDER BY type DESC
            """,
            static row => (row.Text("type"), row.Text("name"))))
        {
            command.CommandText = $"DROP {kind} \"{name}\"";
            command.ExecuteNonQuery();
        }

        command.CommandText = $"BEGIN; {Schema.Text} PRAGMA user_version = {Schema.Version}; COMMIT;";
        command.ExecuteNonQuery();
    }
}
