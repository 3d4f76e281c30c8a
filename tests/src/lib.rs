//! Black-box tests; nothing is exported.
