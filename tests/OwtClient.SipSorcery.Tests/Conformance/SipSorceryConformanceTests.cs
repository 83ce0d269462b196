using OwtClient.Conformance.Tests.Suite;

namespace OwtClient.SipSorcery.Tests.Conformance;

/// <summary>SIPSorcery by itself.</summary>
public sealed class SipSorceryEngineTests() : EngineConformance(SipSorceryEngine.Default);

/// <summary>SIPSorcery with itself.</summary>
public sealed class SipSorceryPairTests() : EnginePairConformance(SipSorceryEngine.Default, SipSorceryEngine.Default);

/// <summary>SIPSorcery offers, as a client does, to the managed engine, as the embedded server has it.</summary>
public sealed class SipSorceryOffersToManagedTests() : EnginePairConformance(SipSorceryEngine.Default, EngineUnderTest.Managed);

/// <summary>SIPSorcery answers.</summary>
public sealed class ManagedOffersToSipSorceryTests() : EnginePairConformance(EngineUnderTest.Managed, SipSorceryEngine.Ecdsa);

/// <summary>What SIPSorcery declines.</summary>
public sealed class SipSorceryFeatureTests() : FeatureConformance(SipSorceryEngine.Ecdsa);
