"""A memory of accounts in dictionaries, for tests of merging one report at a time."""

from dateline.merge import arrive, regroup


class Shelf:
    """Keeps what `Memory` asks for; everything is looked up by plain search."""

    def __init__(self, setting, rulings=()):
        self.setting = setting
        self.rulings = tuple(rulings)
        self.profiles, self.keys, self.judgements, self.groups = {}, {}, {}, {}

    def add(self, profiles):
        """Let a report's accounts arrive, and keep what that brings."""
        arrival = arrive(profiles, self, self.setting)
        self.profiles |= {each.id: each for each in profiles}
        self.keys |= arrival.keys
        self.judgements |= {(each.left, each.right): each for each in arrival.judgements}
        self.regroup([each.id for each in profiles])

    def regroup(self, ids):
        """Group accounts anew, and keep the groups."""
        grouping = regroup(ids, self, self.setting)
        for each in grouping.groups:
            self.groups |= dict.fromkeys(each.members, frozenset(each.members))
        return grouping

    def filed_under(self, sought):
        return {
            one: [self.profiles[id] for id, filed in self.keys.items() if filed & keys]
            for one, keys in sought.items()
        }

    def accounts(self, ids):
        return [self.profiles[id] for id in ids if id in self.profiles]

    def joining(self, ids):
        said = [*self.judgements.values(), *self.rulings]
        return [
            (each.left, each.right)
            for each in said
            if each.verdict == "same" and {each.left, each.right} & set(ids)
        ]

    def gathered(self, ids):
        return {id: self.groups[id] for id in ids if id in self.groups}

    def judged(self, ids):
        return [each for pair, each in self.judgements.items() if set(ids).issuperset(pair)]

    def ruled(self, ids):
        return [each for each in self.rulings if set(ids).issuperset(each.pair)]
