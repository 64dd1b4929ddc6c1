"""What the station and the county read: answers of the law to a case, the day, what lies idle."""
