using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Tests;

public class DeadlineTableTests
{
    private readonly DeadlineTable<Meal> _table = new();

    private enum Meal
    {
        Breakfast,
        Lunch,
        Dinner,
    }

    private enum SmallMeal : byte
    {
        Snack,
    }

    [Fact]
    public void Next_IsTheEarliestThatIsSet()
    {
        Assert.Null(_table.Next);
        _table.Set(Meal.Dinner, At(19));
        _table.Set(Meal.Lunch, At(12));
        Assert.Equal(At(12), _table.Next);
        _table.Stop(Meal.Lunch);
        Assert.Equal(At(19), _table.Next);
        Assert.Null(_table[Meal.Lunch]);
        _table.StopAll();
        Assert.Null(_table.Next);
    }

    [Fact]
    public void TryTake_NotOneTickEarly_AndOnlyOnce()
    {
        _table.Set(Meal.Breakfast, At(8));
        Assert.False(_table.TryTake(Meal.Breakfast, At(8) - TimeSpan.FromTicks(1)));
        Assert.True(_table.TryTake(Meal.Breakfast, At(8)));
        Assert.False(_table.TryTake(Meal.Breakfast, At(9)));
    }

    [Fact]
    public void EnumOfBytes_Works()
    {
        var table = new DeadlineTable<SmallMeal>();
        table.Set(SmallMeal.Snack, At(10));
        Assert.Equal(At(10), table[SmallMeal.Snack]);
    }

    private static Instant At(int hours) => new(TimeSpan.FromHours(hours));
}
