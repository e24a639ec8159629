//! Parts that screens are made of: pure state and drawing, no keys of their own.
