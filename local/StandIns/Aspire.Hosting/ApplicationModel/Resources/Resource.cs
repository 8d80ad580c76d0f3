using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The usual start of a resource type of one's own.</summary>
[DebuggerDisplay("{GetType().Name,nq}: {Name,nq}")]
public abstract class Resource : IResource
{
    protected Resource(string name)
    {
        ResourceNames.Check(name);
        Name = name;
    }

    public virtual string Name { get; }

    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}
