using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Amazon.CloudFormation.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.CloudFormation;

/// <summary>The operation in AWS's Query protocol: a form is posted, XML is answered.</summary>
internal sealed class DescribeStacks : XmlResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public const string ApiVersion = "2010-05-15";

    private static readonly DescribeStacks Operation = new();

    public static InvokeOptions Options => new() { RequestMarshaller = Operation, ResponseUnmarshaller = Operation };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var asked = (DescribeStacksRequest)input;
        (string Name, string Value)[] form =
        [
            ("Action", nameof(DescribeStacks)), ("Version", ApiVersion),
            (nameof(asked.StackName), asked.StackName), (nameof(asked.NextToken), asked.NextToken),
        ];
        var request = new DefaultRequest(input, "Amazon.CloudFormation")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = Encoding.UTF8.GetBytes(string.Join('&', form
                .Where(field => field.Value is not null)
                .Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"))),
        };
        request.Headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8";
        return request;
    }

    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext context)
    {
        var answer = XDocument.Load(context.Stream).Root!;
        var result = Child(answer, "DescribeStacksResult");
        return new DescribeStacksResponse
        {
            Stacks = [.. MembersOf(result, nameof(DescribeStacksResponse.Stacks)).Select(StackOf)],
            NextToken = Text(result, nameof(DescribeStacksResponse.NextToken)),
            ResponseMetadata = new() { RequestId = Text(Child(answer, "ResponseMetadata"), "RequestId") },
        };
    }

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var answer = ErrorOf(context.Stream);
        var error = Child(answer, "Error");
        return new AmazonCloudFormationException(
            Text(error, "Message") ?? $"Answered {(int)statusCode}.", innerException,
            Text(error, "Type") == "Sender" ? ErrorType.Sender : ErrorType.Receiver, Text(error, "Code"),
            Text(answer, "RequestId"), statusCode);
    }

    /// <summary>Null where something between answered, which does not speak the protocol.</summary>
    private static XElement ErrorOf(Stream body)
    {
        try
        {
            return XDocument.Load(body).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static Stack StackOf(XElement stack) => new()
    {
        StackId = Text(stack, nameof(Stack.StackId)),
        StackName = Text(stack, nameof(Stack.StackName)),
        Description = Text(stack, nameof(Stack.Description)),
        StackStatus = Text(stack, nameof(Stack.StackStatus)),
        StackStatusReason = Text(stack, nameof(Stack.StackStatusReason)),
        Outputs = [.. MembersOf(stack, nameof(Stack.Outputs)).Select(OutputOf)],
    };

    private static Output OutputOf(XElement output) => new()
    {
        OutputKey = Text(output, nameof(Output.OutputKey)),
        OutputValue = Text(output, nameof(Output.OutputValue)),
        Description = Text(output, nameof(Output.Description)),
        ExportName = Text(output, nameof(Output.ExportName)),
    };

    private static IEnumerable<XElement> MembersOf(XElement parent, string list) =>
        Child(parent, list)?.Elements().Where(member => member.Name.LocalName == "member") ?? [];

    private static string Text(XElement parent, string name) => Child(parent, name)?.Value;

    /// <summary>By its name alone: an emulator may leave out the namespace that AWS declares.</summary>
    private static XElement Child(XElement parent, string name) =>
        parent?.Elements().FirstOrDefault(child => child.Name.LocalName == name);
}
