"""`review.xlsx`: the tables of the review as one workbook for the meeting in which they are decided."""
