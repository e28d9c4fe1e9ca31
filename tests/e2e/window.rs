//! The window itself: its size, a reload, what it may not ask for.
