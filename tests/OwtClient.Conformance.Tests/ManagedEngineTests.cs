using OwtClient.Conformance.Tests.Suite;

namespace OwtClient.Conformance.Tests;

/// <summary>The managed engine by itself.</summary>
public sealed class ManagedEngineTests() : EngineConformance(EngineUnderTest.Managed);

/// <summary>The managed engine with itself.</summary>
public sealed class ManagedPairTests() : EnginePairConformance(EngineUnderTest.Managed, EngineUnderTest.Managed);

/// <summary>What the managed engine declines: nothing.</summary>
public sealed class ManagedFeatureTests() : FeatureConformance(EngineUnderTest.Managed);
