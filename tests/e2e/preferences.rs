//! What a person chose is there again the next time.
