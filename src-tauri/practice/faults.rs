//! Faults on purpose: which calls go wrong, and how. A rule names an operation, the calls of it
//! that it takes (the first, the third; a share of them; every one), and what happens to them.
//!
//! A faults file is JSON:
//!
//! ```json
//! {
//!   "rules": [
//!     { "operation": "SearchUsers", "calls": [2, 3], "fault": "throttle" },
//!     { "operation": "*", "share": 0.05, "fault": "internal_error" },
//!     { "operation": "SearchUsers", "fault": { "largest_page": 100 } }
//!   ]
//! }
//! ```
//!
//! `operation` is a name as AWS writes it, or `*` for any. With `calls`, the first call is 1;
//! `share` is between 0 and 1, thrown with dice that come from the instance's seed; without
//! either, every call is meant. Each rule counts by itself the calls that it could take, those
//! among them that another rule took too; calls that were throttled or refused for their
//! signature are not counted.
//! The first rule that takes a call has it. [`Fault`] has the faults.

use std::{collections::BTreeSet, fmt, path::Path};

use serde::Deserialize;

use super::{
    operations::operation_names,
    seed::{Draw, Part},
};

/// Which calls go wrong, and how.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Faults {
    rules: Vec<Rule>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    operation: String,
    calls: Option<BTreeSet<u64>>,
    share: Option<f64>,
    fault: Fault,
}

/// What happens to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fault {
    /// `throttle`: 429 ThrottlingException.
    Throttle,
    /// `internal_error`: 500 InternalServiceException, and nothing was done.
    InternalError,
    /// `html_503`: 503 with a load balancer's page, and nothing was done.
    #[serde(rename = "html_503")]
    Html503,
    /// `access_denied`: 403 AccessDeniedException.
    AccessDenied,
    /// `expired_token`: 403 ExpiredTokenException.
    ExpiredToken,
    /// `drop_before`: the connection is closed without an answer, and nothing was done.
    DropBefore,
    /// `drop_after`: the connection is closed without an answer, after the change was made.
    DropAfter,
    /// `hang`: no answer ever comes, and nothing was done.
    Hang,
    /// `repeat_token`: a call that carries a page token is given the same token again. A call
    /// without one is answered as ever.
    RepeatToken,
    /// `empty_body`: 200 with nothing in it.
    EmptyBody,
    /// `empty_page`: a page without rows, and a token to go on with. Operations without pages
    /// answer as ever.
    EmptyPage,
    /// `{"largest_page": N}`: MaxResults over N is an InvalidParameterException, as if the
    /// service allowed less than its documentation.
    LargestPage(u32),
}

/// Which calls of an operation a rule takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Calls {
    /// Every one.
    All,
    /// These; the first call is 1.
    Numbers(BTreeSet<u64>),
    /// So many of them, 0.0 to 1.0, chosen with dice.
    Share(f64),
}

/// What is wrong with a faults file, and where.
#[derive(Debug)]
pub struct FaultsError(String);

impl fmt::Display for FaultsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FaultsError {}

impl Faults {
    /// Nothing goes wrong.
    pub fn none() -> Self {
        Self::default()
    }

    /// The same faults and one rule more, after the others. `operation` is a name as AWS writes
    /// it, or `*`.
    #[must_use]
    pub fn with(mut self, operation: &str, calls: Calls, fault: Fault) -> Self {
        let (calls, share) = match calls {
            Calls::All => (None, None),
            Calls::Numbers(numbers) => (Some(numbers), None),
            Calls::Share(share) => (None, Some(share)),
        };
        self.rules.push(Rule {
            operation: operation.to_owned(),
            calls,
            share,
            fault,
        });
        self
    }

    /// Reads a faults file. The error names the file and the line, or the rule, and what it
    /// should say.
    pub fn read(path: &Path) -> Result<Self, FaultsError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| FaultsError(format!("{}: {error}", path.display())))?;
        Self::from_json(&text)
            .map_err(|FaultsError(error)| FaultsError(format!("{}: {error}", path.display())))
    }

    /// Reads the text of a faults file.
    pub fn from_json(text: &str) -> Result<Self, FaultsError> {
        let faults: Self =
            serde_json::from_str(text).map_err(|error| FaultsError(error.to_string()))?;
        for (number, rule) in (1..).zip(&faults.rules) {
            rule.check()
                .map_err(|wrong| FaultsError(format!("rule {number}: {wrong}")))?;
        }
        Ok(faults)
    }
}

impl Rule {
    fn check(&self) -> Result<(), String> {
        if self.operation != "*" && !operation_names().any(|name| name == self.operation) {
            return Err(format!(
                "the practice instance has no operation \"{}\"",
                self.operation
            ));
        }
        if self.calls.is_some() && self.share.is_some() {
            return Err("has both \"calls\" and \"share\"; one is enough".to_owned());
        }
        if self.calls.as_ref().is_some_and(|calls| calls.contains(&0)) {
            return Err("the first call is 1, not 0".to_owned());
        }
        if self
            .share
            .is_some_and(|share| !(0.0..=1.0).contains(&share))
        {
            return Err("\"share\" is between 0 and 1".to_owned());
        }
        Ok(())
    }
}

/// The rules at work, with what each has counted.
pub(super) struct FaultPlan {
    rules: Vec<(Rule, u64, Draw)>,
}

impl FaultPlan {
    pub(super) fn new(faults: Faults, seed: u64) -> Self {
        let rules = (0..)
            .zip(faults.rules)
            .map(|(number, rule)| {
                let dice = Draw::new(seed.wrapping_add(number), Part::Faults);
                (rule, 0, dice)
            })
            .collect();
        Self { rules }
    }

    /// What happens to a call that comes in now.
    pub(super) fn next(&mut self, operation: &str) -> Option<Fault> {
        let mut chosen = None;
        for (rule, count, dice) in &mut self.rules {
            if rule.operation != "*" && rule.operation != operation {
                continue;
            }
            *count += 1;
            let taken = match (&rule.calls, rule.share) {
                (Some(calls), _) => calls.contains(count),
                (None, Some(share)) => dice.share(share),
                (None, None) => true,
            };
            if taken && chosen.is_none() {
                chosen = Some(rule.fault);
            }
        }
        chosen
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_which_calls_go_wrong() {
        let faults = Faults::from_json(
            r#"{"rules": [
                {"operation": "SearchUsers", "calls": [2], "fault": "html_503"},
                {"operation": "*", "calls": [2, 3], "fault": {"largest_page": 100}}
            ]}"#,
        )
        .unwrap();
        let mut plan = FaultPlan::new(faults, 1);
        assert_eq!(plan.next("SearchUsers"), None);
        assert_eq!(plan.next("SearchUsers"), Some(Fault::Html503));
        assert_eq!(plan.next("ListUsers"), Some(Fault::LargestPage(100)));
        assert_eq!(plan.next("SearchUsers"), None);
    }

    #[test]
    fn a_share_is_thrown_with_the_same_dice_each_time() {
        let taken = || {
            let faults = Faults::none().with("*", Calls::Share(0.2), Fault::Throttle);
            let mut plan = FaultPlan::new(faults, 7);
            (0..1000)
                .filter(|_| plan.next("ListUsers").is_some())
                .collect::<Vec<_>>()
        };
        assert_eq!(taken(), taken());
        assert!((150..250).contains(&taken().len()), "{}", taken().len());
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said_with_its_place() {
        let said = |text: &str| Faults::from_json(text).unwrap_err().to_string();
        assert!(said("{\"rules\": [\n  {\"operation\": 5}]}").contains("line 2"));
        assert!(said(r#"{"rule": []}"#).contains("unknown field `rule`"));
        let rule = |rule: &str| said(&format!(r#"{{"rules": [{rule}]}}"#));
        assert!(rule(r#"{"operation": "ListUser", "fault": "hang"}"#).contains("rule 1: "));
        assert!(rule(r#"{"operation": "*", "fault": "explode"}"#).contains("`explode`"));
        assert!(rule(r#"{"operation": "*", "share": 2, "fault": "hang"}"#).contains("between"));
        assert!(rule(r#"{"operation": "*", "calls": [0], "fault": "hang"}"#).contains("is 1"));
        assert!(
            rule(r#"{"operation": "*", "calls": [1], "share": 1, "fault": "hang"}"#)
                .contains("both")
        );
        let missing = Faults::read(Path::new("no-such-file.json")).unwrap_err();
        assert!(missing.to_string().starts_with("no-such-file.json: "));
    }
}
