//! The declared keys: name, type, default, doc and who reads them, each once.
