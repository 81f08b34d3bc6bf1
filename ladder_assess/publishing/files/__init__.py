"""What files are made of: PDF, DOCX, workbooks."""
