'use strict';

module.exports = require('../rules').ruleOf('status_beside');
