//! What is asked for once, when the window opens, and what is remembered between runs.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Column;

/// All that the window needs to draw its frame.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct Start {
    /// Roster's version.
    pub version: String,
    /// What the person chose earlier.
    pub preferences: Preferences,
    /// Set when the remembered preferences could not be read and defaults are shown.
    pub preferences_problem: Option<crate::domain::Problem>,
}

/// What the person chose; kept in the data folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", default)]
pub struct Preferences {
    /// Every column once, in the order shown.
    pub columns: Vec<ColumnPreference>,
    /// Rows on a page: 25 to 500.
    pub page_size: u32,
    /// Whether long text goes over several lines instead of being cut.
    pub wrap_lines: bool,
    /// How close the rows stand.
    pub density: Density,
    /// Dark, light or as the system.
    pub theme: Theme,
}

/// One column of the users table as the person likes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ColumnPreference {
    /// Which column.
    pub column: Column,
    /// Whether it is shown.
    pub visible: bool,
    /// Its width in CSS pixels; absent for the column's own default.
    pub width: Option<u32>,
}

/// How close the rows stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub enum Density {
    /// With air.
    Comfortable,
    /// With as many rows as fit.
    Compact,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the operating system is set.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Told to the window (event `changed`), at most a few times a second for each topic. The window
/// then asks again for what it shows of that topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct Changed {
    /// What changed.
    pub topic: Topic,
    /// Counts up with each change of that topic.
    #[ts(type = "number")]
    pub revision: u64,
}

/// What can change without the window having asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub enum Topic {
    /// The list of users, how far a load is, or the selection.
    Users,
    /// Which queues offer which quick connect.
    Queues,
    /// Which page the window is to show: the start page, an instance being opened, an open one.
    Front,
    /// What the person may do, and how their sign-in stands.
    Access,
    /// How far a connection check is.
    Check,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            columns: Column::ALL
                .into_iter()
                .map(|column| ColumnPreference {
                    column,
                    visible: column.shown_by_default(),
                    width: None,
                })
                .collect(),
            page_size: 50,
            wrap_lines: false,
            density: Density::Comfortable,
            theme: Theme::System,
        }
    }
}

impl Preferences {
    /// The page sizes that the window offers.
    pub const PAGE_SIZES: [u32; 5] = [25, 50, 100, 250, 500];

    /// The same with what can't be meant put right: a page size that is not offered, a column
    /// named twice or (after an update that brought a new one) not at all, a width of nothing.
    pub fn mended(mut self) -> Self {
        if !Self::PAGE_SIZES.contains(&self.page_size) {
            self.page_size = Self::default().page_size;
        }
        let mut columns: Vec<ColumnPreference> = Vec::with_capacity(Column::ALL.len());
        for mut preference in self.columns {
            if columns.iter().all(|seen| seen.column != preference.column) {
                preference.width = preference.width.filter(|width| (40..=2000).contains(width));
                columns.push(preference);
            }
        }
        for preference in Self::default().columns {
            if columns.iter().all(|seen| seen.column != preference.column) {
                columns.push(preference);
            }
        }
        if columns.iter().all(|preference| !preference.visible) {
            columns = Self::default().columns;
        }
        self.columns = columns;
        self
    }
}
