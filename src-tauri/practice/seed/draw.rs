//! The dice: the same seed throws the same on every machine.

use jiff::{SignedDuration, Timestamp};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A part of the world with dice of its own, so that one more throw in one part leaves the
/// others as they were.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    Instance = 1,
    Catalogue = 2,
    Users = 3,
    QuickConnects = 4,
    Presences = 5,
    Faults = 6,
}

pub(crate) struct Draw(ChaCha8Rng);

impl Draw {
    pub(crate) fn new(seed: u64, part: Part) -> Self {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        dice.set_stream(part as u64);
        Self(dice)
    }

    /// A number under `limit`; 0 if the limit is 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        // The bias of a remainder is of no matter for made-up people, and it is the same
        // whatever the width of `usize`.
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        self.0.next_u32().checked_rem(limit).unwrap_or(0) as usize
    }

    /// True so many times in a hundred.
    pub(crate) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// True in this share of throws, 0.0 to 1.0.
    pub(crate) fn share(&mut self, share: f64) -> bool {
        f64::from(self.0.next_u32()) < share * (f64::from(u32::MAX) + 1.0)
    }

    /// One of them, or nothing if there are none.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    /// A UUID of version 4.
    pub(crate) fn uuid(&mut self) -> String {
        let mut bytes = [0; 16];
        self.0.fill_bytes(&mut bytes);
        uuid::Builder::from_random_bytes(bytes)
            .into_uuid()
            .to_string()
    }

    /// A moment in the two and a half years before the summer of 2025, to the millisecond.
    pub(crate) fn moment(&mut self) -> Timestamp {
        const LAST: Timestamp = Timestamp::constant(1_750_000_000, 0);
        const SPAN_SECONDS: usize = 912 * 24 * 60 * 60;
        let seconds = self.below(SPAN_SECONDS) as i64;
        let milliseconds = self.below(1000) as i64;
        LAST - SignedDuration::from_secs(seconds) - SignedDuration::from_millis(milliseconds)
    }

    /// A phone number in E.164 form from the range that is kept for fiction (555-0100 to 0199).
    pub(crate) fn phone_number(&mut self) -> String {
        const AREAS: [&str; 12] = [
            "202", "206", "212", "303", "312", "404", "415", "512", "617", "702", "808", "907",
        ];
        let area = self.pick(&AREAS).copied().unwrap_or("202");
        format!("+1{area}55501{:02}", self.below(100))
    }
}
