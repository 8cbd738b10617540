"""The registers that the law asks for, as documents: .xlsx, .pdf, .docx."""
