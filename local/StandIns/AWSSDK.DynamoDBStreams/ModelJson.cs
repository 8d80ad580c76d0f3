using System.Text.Json.Serialization;
using Amazon.DynamoDBStreams.Model;

namespace Amazon.DynamoDBStreams;

/// <summary>Reads and writes the model without reflection, so that it survives trimming.</summary>
[JsonSerializable(typeof(DescribeStreamRequest))]
[JsonSerializable(typeof(DescribeStreamResponse))]
[JsonSerializable(typeof(GetRecordsRequest))]
[JsonSerializable(typeof(GetRecordsResponse))]
[JsonSerializable(typeof(GetShardIteratorRequest))]
[JsonSerializable(typeof(GetShardIteratorResponse))]
[JsonSerializable(typeof(ListStreamsRequest))]
[JsonSerializable(typeof(ListStreamsResponse))]
internal sealed partial class ModelJson : JsonSerializerContext;
